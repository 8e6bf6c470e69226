package ee.fluxychat.tck.cases;

import java.util.List;

/** The chapters in the order in which they are run. */
public final class Chapters {

    private Chapters() {}

    /** Every class of cases; a test holds the list to the package. */
    public static List<Class<?>> all() {
        return List.of(
                ConventionCases.class,
                TokenCases.class,
                BearerCases.class,
                RoleCases.class,
                HandshakeCases.class,
                ConnectCases.class,
                PresenceCases.class,
                FrameCases.class,
                MessageCases.class,
                ChangeCases.class,
                ReactionCases.class,
                ReadCases.class,
                TypingCases.class,
                RestMessageCases.class,
                MalformedCases.class,
                IdempotencyCases.class,
                HistoryCases.class,
                StreamCases.class,
                PollCases.class,
                ResumeCases.class,
                OrderCases.class,
                RoomCases.class,
                MemberCases.class,
                ClosedRoomCases.class,
                TenantCases.class,
                WebhookCases.class,
                DeliveryCases.class,
                SdkWireCases.class,
                RateLimitCases.class,
                ClosingCases.class,
                DurabilityCases.class,
                ClusterCases.class,
                AlongsideCases.class);
    }
}
