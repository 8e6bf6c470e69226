package ee.fluxychat.tck.contract;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Frames and answers as the protocol's description shows them, without what Fluxy EE adds of its own. */
final class ProtocolExamples {

    private static final String PLAN = """
            {"projectId":"p","planName":"free","billingStatus":"manual","stripeCustomerId":null,"stripeSubscriptionId":null,\
            "messageLimitMonthly":200000,"agentInvokeLimitMonthly":5000,"webhookDeliveryLimitMonthly":50000,\
            "manuallyOverridden":false,"pricingVersion":"v1","createdAt":"2026-11-23T08:00:00.000Z","updatedAt":"2026-11-23T08:00:00.000Z"}""";

    private ProtocolExamples() {}

    static Stream<String> frames() {
        return FRAMES.lines();
    }

    static Stream<Arguments> answers() {
        return ANSWERS.lines()
                .map(line -> line.split(" ", 4))
                .map(each -> arguments(each[0], each[1], Integer.parseInt(each[2]), each[3].replace("PLAN", PLAN)));
    }

    private static final String FRAMES = """
            {"type":"history","messages":[{"id":60,"roomId":"r1","userId":"alice","senderId":"alice",\
            "content":"one","createdAt":"2026-11-23T08:04:58.750Z","parentId":null,"editedAt":null,\
            "deletedAt":null,"expiresAt":null,"kind":"text","visibility":"room",\
            "clientMessageId":"cmsg_aaaaaaaa-1","seq":1,"version":1,"mentions":[],"attachments":[]}],\
            "reactions":{"60":{"👍":2}}}
            {"type":"history","messages":[{"id":60,"roomId":"r1","userId":"alice","senderId":"alice",\
            "content":"one","createdAt":"2026-11-23T08:04:58.750Z","parentId":null,"editedAt":null,\
            "deletedAt":null,"expiresAt":null,"kind":"text","visibility":"room",\
            "clientMessageId":"cmsg_aaaaaaaa-1","seq":1,"version":1,"mentions":[],"attachments":[]}]}
            {"type":"history","messages":[],"reactions":{"89":{"👍":2}}}
            {"type":"replay","messages":[{"id":60,"roomId":"r1","userId":"alice","senderId":"alice",\
            "content":"one","createdAt":"2026-11-23T08:04:58.750Z","parentId":null,"editedAt":null,\
            "deletedAt":null,"expiresAt":null,"kind":"text","visibility":"room",\
            "clientMessageId":"cmsg_aaaaaaaa-1","seq":1,"version":1,"mentions":[],"attachments":[]}],\
            "reactions":{}}
            {"type":"cache_snapshot","roomId":"r1","event":{"type":"message","id":60,"roomId":"r1",\
            "userId":"alice","senderId":"alice","content":"one","createdAt":"2026-11-23T08:04:58.750Z",\
            "parentId":null,"mentions":[],"preview":null,"attachments":[],"clientMessageId":"cmsg_aaaaaaaa-1",\
            "seq":1,"version":1},"cachedAt":"2026-11-23T08:06:36.010Z"}
            {"type":"location_snapshot","roomId":"r1","tracks":[],"generatedAt":"2026-11-23T08:00:01.681Z"}
            {"type":"subscription_succeeded","roomId":"r1","socketId":"3d15ff57-5c2d-483b-9370-5c163f33c434",\
            "subscriptionCount":2,"members":[{"userId":"alice","userInfo":{}},{"userId":"bob",\
            "userInfo":{"name":"Bob","avatar_url":"https://x.example/b.png","role":"dev"}}]}
            {"type":"member_joined","roomId":"r1","userId":"bob","userInfo":{},"socketId":"3d15ff57-5c2d"}
            {"type":"presence","online":2,"users":["alice","bob"],"members":[{"userId":"alice","userInfo":{}},\
            {"userId":"bob","userInfo":{}}]}
            {"type":"presence","online":3,"users":["alice","bob","alice"],"members":[{"userId":"alice",\
            "userInfo":{}},{"userId":"bob","userInfo":{}}]}
            {"type":"subscription_count","roomId":"r1","subscriptionCount":2}
            {"type":"member_left","roomId":"r1","userId":"alice"}
            {"type":"error","message":"Invalid message format or internal error"}
            {"type":"error","message":"unknown_event_type"}
            {"type":"error","message":"quota_exceeded","details":{"metric":"messages_created","limit":3,\
            "used":3,"month":"2026-11","resetsAt":"2026-12-01T00:00:00.000Z","retryAfterSeconds":660961}}
            {"type":"error","message":"Unknown command: /x. Type /help for available commands.","command":true}
            {"type":"pong","ts":1795420803616}
            {"type":"message","id":60,"roomId":"r1","userId":"alice","senderId":"alice","content":"one",\
            "createdAt":"2026-11-23T08:04:58.750Z","parentId":null,"mentions":[],"preview":null,\
            "attachments":[],"clientMessageId":"cmsg_aaaaaaaa-1","seq":1,"version":1}
            {"type":"message","id":60,"roomId":"r1","userId":"alice","senderId":"alice","content":"one",\
            "createdAt":"2026-11-23T08:04:58.750Z","parentId":null,"mentions":[],"preview":null,\
            "attachments":[],"clientMessageId":"cmsg_aaaaaaaa-1","expiresAt":"2026-11-23T08:05:58.750Z",\
            "visibility":"whisper","visibleTo":["root"]}
            {"type":"message","id":60,"roomId":"r1","userId":"alice","senderId":"alice","content":"one",\
            "createdAt":"2026-11-23T08:04:58.750Z","parentId":null,"mentions":[],\
            "preview":{"url":"https://x.example/","title":"X","description":null,"imageUrl":null},\
            "attachments":[],"clientMessageId":"cmsg_aaaaaaaa-1","seq":1,"version":1}
            {"type":"edit","id":84,"roomId":"r1","userId":"alice","content":"m1 edited",\
            "editedAt":"2026-11-23T08:06:20.037Z","streaming":false,"version":2,"seq":3}
            {"type":"message_updated","id":84,"roomId":"r1","userId":"alice","content":"m1 edited",\
            "editedAt":"2026-11-23T08:06:20.037Z","version":2,"seq":3}
            {"type":"delete","id":84,"roomId":"r1","userId":"alice","deletedAt":"2026-11-23T08:06:35.270Z",\
            "version":5,"seq":9}
            {"type":"message_deleted","id":84,"roomId":"r1","userId":"alice",\
            "deletedAt":"2026-11-23T08:06:35.270Z","version":5,"seq":9}
            {"type":"reaction","roomId":"r1","userId":"bob","messageId":84,"emoji":"👍","op":"add"}
            {"type":"read","roomId":"r1","userId":"bob","messageId":84,"createdAt":"2026-11-23T08:06:20.037Z"}
            {"type":"typing","userId":"alice","isTyping":true,"intent":"composing"}
            {"type":"client_event","roomId":"r1","userId":"alice","eventName":"client-cursor","data":{"x":1}}
            {"type":"agentTyping","agentId":"assistant","isTyping":true}
            {"type":"message","id":86,"roomId":"r1","userId":"alice","senderId":"alice","content":"",\
            "createdAt":"2026-11-23T08:06:20.037Z","parentId":null,"mentions":[],"preview":null,\
            "attachments":[],"streaming":true}
            {"type":"stream","op":"started","id":86,"roomId":"r1"}
            {"type":"edit","id":86,"roomId":"r1","userId":"alice","content":"Hel",\
            "editedAt":"2026-11-23T08:06:20.037Z","streaming":true}
            {"type":"edit","id":86,"roomId":"r1","userId":"alice","content":"Hello world",\
            "editedAt":"2026-11-23T08:06:20.037Z","streaming":false}
            {"type":"delete","id":87,"roomId":"r1","userId":"alice","deletedAt":"2026-11-23T08:06:20.037Z",\
            "hard":false}
            {"type":"streamState","messageId":86,"roomId":"r1","userId":"alice","content":"Hel",\
            "createdAt":"2026-11-23T08:06:20.037Z","parentId":null,"streaming":true}
            {"type":"replay","events":[{"seq":4,"messageId":84,"eventType":"update","version":3,\
            "createdAt":"2026-11-23T08:06:20.406Z","payload":{"id":84,"content":"m1 edited twice",\
            "userId":"alice","editedAt":"2026-11-23T08:06:20.358Z","version":3}}],"lastSeq":9,"currentSeq":9}
            {"type":"message_expired","id":476,"roomId":"r1","userId":"alice",\
            "expiredAt":"2026-11-23T08:06:20.037Z"}
            {"type":"server_event","roomId":"r1","name":"price.tick","data":{"p":1},"userId":"alice"}
            {"type":"user_event","roomId":"r1","userId":"alice","name":"note","data":{"x":1},\
            "at":"2026-11-23T08:06:20.037Z"}
            {"type":"user_subscription_succeeded","userId":"alice","socketId":"3d15ff57","connectionCount":1}
            {"type":"delivery_updated","roomId":"r1","messageId":89,"userId":"bob","status":"delivered"}
            {"type":"message_pinned","roomId":"r1","messageId":449,"pinnedBy":"bob",\
            "pinnedAt":"2026-11-23T08:06:20.037Z"}
            {"type":"tool_call","roomId":"r1","runId":"be31a0f8","agentId":"9dd8a663","toolCallId":"call_1",\
            "name":"get_weather","arguments":"{\\"city\\":\\"Rome\\"}"}
            {"type":"tool_result","roomId":"r1","runId":"be31a0f8","agentId":"9dd8a663","toolCallId":"call_1",\
            "name":"get_weather","result":{"temp":21,"unit":"C"}}
            {"type":"tool_error","roomId":"r1","runId":"f0162986","agentId":"951db226","toolCallId":"call_1",\
            "name":"get_weather","error":"tool_execute_http_500"}
            {"type":"agentRun","roomId":"r1","run":{"id":"be31a0f8","status":"completed","latency_ms":25,\
            "input_tokens":31,"output_tokens":13,"estimated_cost":0.00001245,"room_id":"r1",\
            "tool_calls":[{"id":"call_1","name":"get_weather","arguments":"{\\"city\\":\\"Rome\\"}",\
            "success":true,"result":{"temp":21,"unit":"C"}}],"iterations":2,\
            "created_at":"2026-11-23T08:25:38.646Z"}}""";

    private static final String ANSWERS = """
            POST /auth/token 200 {"token":"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2ln","expiresIn":3600,\
            "claims":{"sub":"alice","tid":"dev-local","roles":["member"]}}
            POST /auth/token 401 {"error":"api key required","traceId":"t"}
            POST /auth/token 429 {"error":"rate_limit_exceeded","retryAfterSeconds":59,"traceId":"t"}
            POST /auth/signin 200 {"token":"eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2ln","expiresIn":3600,\
            "claims":{"sub":"alice","tid":"dev-local","roles":["member"]},"signin":true,"userId":"alice",\
            "projectId":"dev-local","userChannel":{"websocketPath":"/ws/user/alice",\
            "eventsPath":"/users/alice/events"}}
            POST /tokens/anonymous 200 {"token":"x","expiresIn":3600,"userId":"anon_1351077628d0419a",\
            "claims":{"sub":"anon_1351077628d0419a","tid":"p","roles":["guest"],"anon":true}}
            POST /messages 200 {"message":{"id":89,"roomId":"r1","userId":"alice","senderId":"alice",\
            "content":"m1","createdAt":"2026-11-23T08:07:48.828Z","parentId":null,\
            "clientMessageId":"cmsg_t05_0001","mentions":["bob"],"preview":null,"attachments":[{"kind":"image",\
            "url":"https://x.example/a.png","name":"a.png","sizeBytes":99,"contentType":"image/png"}],\
            "expiresAt":"2026-11-23T08:08:48.828Z","visibility":"whisper","visibleTo":["root"]}}
            POST /messages 200 {"message":{"id":3,"roomId":"r1","userId":"bob","senderId":"bob",\
            "content":"hello","createdAt":"2026-11-23T08:00:03.064Z","parentId":null,"editedAt":null,\
            "deletedAt":null,"expiresAt":null,"kind":"text","visibility":"room",\
            "clientMessageId":"cmsg_0000-http-1","version":1,"mentions":[],"attachments":[{"id":1,\
            "kind":"image","url":"https://x.example/a.png","name":"a.png","sizeBytes":12,\
            "contentType":"image/png"}],"preview":{"url":"https://x.example/","title":"X","description":null,\
            "imageUrl":null}}}
            POST /messages 402 {"traceId":"t","error":"quota_exceeded","metric":"messages_created","limit":3,\
            "used":3,"month":"2026-11","resetsAt":"2026-12-01T00:00:00.000Z","retryAfterSeconds":660961}
            POST /messages 403 {"traceId":"t","error":"announcement_read_only","code":"announcement_read_only",\
            "roomType":"announcement"}
            PATCH /messages/89 200 {"message":{"id":89,"roomId":"r1","senderId":"alice","content":"m",\
            "editedAt":"2026-11-23T08:06:20.037Z"}}
            DELETE /messages/89 200 {"ok":true,"hard":false,"deletedAt":"2026-11-23T08:06:20.037Z"}
            POST /messages/89/reactions 200 {"ok":true,"reaction":{"messageId":89,"roomId":"r1","userId":"bob",\
            "emoji":"👍","op":"add"}}
            POST /messages/89/delivered 200 {"ok":true,"messageId":89,"userId":"bob","status":"delivered"}
            GET /messages/89/deliveries 200 {"messageId":89,"deliveries":[{"userId":"bob","status":"delivered",\
            "updatedAt":"2026-11-23T08:06:20.037Z"}]}
            GET /api/messages?roomId=r1&limit=50 200 {"messages":[{"id":3,"roomId":"r1","userId":"bob",\
            "senderId":"bob","content":"hello","createdAt":"2026-11-23T08:00:03.064Z","parentId":null,\
            "editedAt":null,"deletedAt":null,"expiresAt":null,"kind":"text","visibility":"room",\
            "clientMessageId":"cmsg_0000-http-1","version":1,"mentions":[],"attachments":[{"id":1,\
            "kind":"image","url":"https://x.example/a.png","name":"a.png","sizeBytes":12,\
            "contentType":"image/png"}],"preview":{"url":"https://x.example/","title":"X","description":null,\
            "imageUrl":null}}],"reactions":{"3":{"👍":2}}}
            GET /rooms 200 {"rooms":[{"id":"r1","type":"group","name":"Team",\
            "created_at":"2026-11-23T08:06:20.037Z","pinned_message_id":null,"pinned_at":null,\
            "pinned_by_user_id":null,"unreadCount":0}]}
            POST /rooms 200 {"room":{"id":"r1","type":"group","name":"Team",\
            "created_at":"2026-11-23T08:06:20.037Z"}}
            POST /rooms/dm 200 {"room":{"id":"r2","type":"dm","name":"alice:bob",\
            "created_at":"2026-11-23T08:06:20.037Z"}}
            GET /rooms/r1 200 {"room":{"id":"r1","type":"group","name":"Team",\
            "created_at":"2026-11-23T08:06:20.037Z","pinned_message_id":449}}
            PATCH /rooms/r1 200 {"ok":true,"roomId":"r1"}
            GET /rooms/r1/members 200 {"members":[{"userId":"alice","role":"owner",\
            "joinedAt":"2026-11-23T08:06:20.037Z","notifyEnabled":true,"preferences":{}}]}
            POST /rooms/r1/members 200 {"ok":true,"roomId":"r1","userId":"bob","role":"member",\
            "e2eRewrapped":false}
            DELETE /rooms/r1/members/bob 200 {"ok":true}
            GET /rooms/r1/unread 200 {"unreadCount":12,"lastReadMessageId":89,"firstUnreadMessageId":90}
            PUT /rooms/r1/draft 200 {"draft":{"content":"hi","replyToId":89,\
            "updatedAt":"2026-11-23T08:06:20.037Z"}}
            PUT /rooms/r1/draft 200 {"draft":null}
            GET /rooms/r1/live 200 {"roomId":"r1","shardCount":1,"occupied":true,"subscriptionCount":2,\
            "userCount":2,"online":2,"users":["alice","bob"],"members":[{"userId":"alice","userInfo":{}}],\
            "socketIds":["a","b"]}
            POST /rooms/r1/terminate-connection 200 {"ok":true,"closed":true,"socketId":"3d15ff57"}
            GET /blocks 200 {"blocks":[{"userId":"bob","blockedAt":"2026-11-23T08:06:20.037Z"}]}
            POST /blocks 200 {"ok":true,"blockerUserId":"alice","blockedUserId":"bob"}
            POST /events 200 {"ok":true,"triggered":["r1"]}
            POST /events 400 {"traceId":"t","error":"too_many_rooms","max":50}
            POST /users/alice/events 200 {"ok":true,"userId":"alice","delivered":{"userChannel":1,"rooms":31}}
            DELETE /users/alice/connections 200 {"ok":true,"userId":"alice","closed":{"userChannel":1,\
            "roomSockets":1}}
            GET /search/messages?q=x 200 {"messages":[{"id":3,"room_id":"r1","user_id":"bob","content":"x",\
            "created_at":"2026-11-23T08:06:20.037Z"}]}
            GET /search/messages?q=x 401 {"error":"Unauthorized"}
            GET /search/conversations?q=x 200 {"rooms":[{"room_id":"r1","matches":2,\
            "lastMessage":"2026-11-23T08:23:16.535Z"}]}
            GET /export/messages.json?roomId=r1 200 {"messages":[{"id":3,"roomId":"r1","userId":"bob",\
            "senderId":"bob","content":"hello","createdAt":"2026-11-23T08:00:03.064Z","parentId":null,\
            "editedAt":null,"deletedAt":null,"expiresAt":null,"kind":"text","visibility":"room",\
            "clientMessageId":"cmsg_0000-http-1","version":1,"mentions":[],"attachments":[{"id":1,\
            "kind":"image","url":"https://x.example/a.png","name":"a.png","sizeBytes":12,\
            "contentType":"image/png"}],"preview":{"url":"https://x.example/","title":"X","description":null,\
            "imageUrl":null}}]}
            POST /upload 200 {"success":true,"file":{"key":"p/a.png","url":"/attachments/p/a.png",\
            "name":"a.png","contentType":"image/png","size":3}}
            POST /admin/mute 200 {"ok":true,"expiresAt":null}
            POST /admin/ban 200 {"ok":true}
            GET /admin/reports 200 {"reports":[{"id":8,"project_id":"p","room_id":"r1","user_id":"bob",\
            "action":"report","reason":"user_report","target_message_id":473,\
            "created_at":"2026-11-23T08:06:20.037Z"}]}
            GET /agents 200 {"agents":[{"id":"a","projectId":"p","name":"A","handle":"a","provider":"x",\
            "model":"y","modelRef":null,"capabilities":[],"config":null,"systemPrompt":null,\
            "contextFetchUrl":null,"toolExecuteUrl":null,"toolsSchema":null,"rateLimitRpm":null,\
            "createdAt":"2026-11-23T08:06:20.037Z"}]}
            POST /agents/a/invoke 200 {"run":{"id":"r","status":"completed","latencyMs":1,"inputTokens":2,\
            "outputTokens":3,"estimatedCost":0.1,"iterations":1,"toolCalls":[],\
            "createdAt":"2026-11-23T08:06:20.037Z"},"message":{"id":3,"roomId":"r1","senderId":"a",\
            "content":"x"}}
            POST /agents/a/invoke 500 {"traceId":"t","error":"systemPrompt is not defined","runId":"r"}
            GET /agents/a/runs 200 {"runs":[{"id":"r","status":"completed","latency_ms":1,"input_tokens":2,\
            "output_tokens":3,"estimated_cost":0.1,"error":null,"room_id":"r1","tool_calls":[],\
            "context_fetched":0,"iterations":1,"created_at":"2026-11-23T08:06:20.037Z"}]}
            POST /rooms/r1/messages/from-bot 200 {"message":{"id":3,"roomId":"r1","senderId":"a","content":"x",\
            "createdAt":"2026-11-23T08:06:20.037Z"}}
            POST /webhooks/register 200 {"webhook":{"id":"w","projectId":"p","url":"https://x.example/",\
            "secretSet":true,"warning":"keep it"}}
            POST /webhooks/verify 200 {"valid":false}
            POST /admin/webhooks/deliveries/d1/replay 200 {"ok":true,"deliveryId":"d1",\
            "replayScheduledAt":"2026-11-23T08:06:20.037Z"}
            GET /demo/status 200 {"ok":true,"enabled":true,"configured":true,"ready":true,\
            "roomId":"public-demo-room","readOnly":false,"turnstileRequired":true,"agentName":"FluxyBot"}
            POST /demo/session 200 {"enabled":true,"roomId":"public-demo-room","userId":"demo-guest",\
            "token":"x","expiresIn":1800,"readOnly":false,"agentId":"builtin-assistant-p",\
            "agentName":"FluxyBot","agentHandle":"@assistant"}
            GET /demo/session 404 {"enabled":false,"error":"demo_disabled"}
            POST /public/rooms/r1/guest-session 200 {"enabled":true,"roomId":"r1","projectId":"p",\
            "userId":"guest_c294633bdfef42ac","token":"x","expiresIn":3600,"roles":["guest"],"readOnly":true}
            GET /health 200 {"ok":true,"ts":1795420549434,"projectId":null,"version":"0.2.0",\
            "checks":{"database":"connected","queue":{"depth":0}},"uptime":5}
            POST /admin/projects 200 {"project":{"id":"p","name":"Acme","created_at":"2026-11-23T08:06:20.037Z",\
            "apiKey":"fc_0123456789abcdef0123456789abcdef","plan":PLAN}}
            GET /admin/projects 200 {"projects":[{"id":"p","name":"Acme",\
            "created_at":"2026-11-23T08:06:20.037Z","plan":null}]}
            POST /admin/projects/p/plan 200 {"plan":PLAN}
            POST /admin/projects/p/keys/rotate 200 {"key":{"projectId":"p",\
            "apiKey":"fc_6e8f70123456789abcdef0123456789a","keyPrefix":"fc_6e8f7",\
            "rotatedAt":"2026-11-23T08:06:20.037Z"}}
            GET /billing/plan 200 {"plan":PLAN,"usage":{"messages_created":450,"agent_invokes":6,\
            "webhook_deliveries":10},"monthKey":"2026-11","paymentsEnabled":false}
            GET /stats/rooms/r1 200 {"roomId":"r1","messageCount":2,"activeUsers":2}
            GET /admin/audit/events 200 {"events":[{"id":"4","project_id":"p","actor_user_id":"root",\
            "actor_roles":"","action":"room.create","target_type":"room","target_id":"r1","trace_id":"t",\
            "metadata_json":"{}","created_at":"2026-11-23T08:06:20.037Z"}]}
            GET /gdpr/export 200 {"exportedAt":"2026-11-23T08:06:20.037Z","projectId":"p","userId":"alice",\
            "data":{"messages":[],"reactions":[],"readReceipts":[],"moderationEvents":[],"roomMemberships":[],\
            "mentions":[]}}
            GET /client/feature-flags 200 {"flags":{"x":true},"flagship":false,\
            "reconnectBackoff":{"baseBackoffMs":500,"maxBackoffMs":20000}}""";
}
