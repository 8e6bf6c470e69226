package ee.fluxychat.operator;

import ee.fluxychat.identity.ApiKeys;
import ee.fluxychat.identity.Projects;
import ee.fluxychat.identity.Provisioning;
import ee.fluxychat.identity.SecretFile;
import ee.fluxychat.identity.UserId;
import ee.fluxychat.platform.Settings;
import ee.fluxychat.room.Entry;
import ee.fluxychat.room.Members;
import ee.fluxychat.room.RoomRecord;
import ee.fluxychat.room.RoomType;
import ee.fluxychat.room.Timeline;
import ee.fluxychat.wire.ClientFrame;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Sees to it, when the server starts, that an enabled demo has its project, its key on disk and its room, and tells the operator where they
 * are. Each step finds what an earlier start left, however far that one came. Thread-safe.
 */
@Singleton
@Startup
@DependsOn("RoomRegistry") // it names the timeline's listener, which must be there before the first message
@TransactionManagement(TransactionManagementType.BEAN)
public class DemoProject {

    private static final System.Logger LOG = System.getLogger(DemoProject.class.getName());

    private static final UserId HOST = new UserId("fluxy");
    private static final String WELCOME =
            "Welcome to the demo room. Open this page in a second window and say something:"
                    + " what you read here is already on disk.";

    @Inject
    Settings settings;

    @Inject
    Projects projects;

    @Inject
    Provisioning provisioning;

    @Inject
    ApiKeys keys;

    @Inject
    Members members;

    @Inject
    Timeline timeline;

    /** Made with the server, so that a setting it cannot read stops the start and not the first request for a token. */
    @Inject
    Tenancy tenancy;

    @PostConstruct
    void open() {
        Demo demo = Demo.of(settings);
        if (demo.isEnabled()) {
            Path keyFile = settings.dataFolder().toAbsolutePath().resolve("demo-api-key");
            found(keyFile);
            furnish(demo);
            LOG.log(System.Logger.Level.INFO, banner(keyFile));
        }
    }

    /** The key is on disk before the project has it: it is shown once, so a crash between the two must not lose it. */
    private void found(Path keyFile) {
        if (projects.find(Demo.PROJECT).isPresent()) {
            return;
        }
        try {
            String key = Files.exists(keyFile) ? Files.readString(keyFile).strip() : keys.generate();
            SecretFile.write(keyFile, key);
            provisioning.found(Demo.PROJECT, "Demo", key);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the demo's API key in " + keyFile, e);
        }
    }

    private void furnish(Demo demo) {
        RoomRecord room = members.create(demo.key(), RoomType.PUBLIC, "Demo room", List.of())
                .room();
        if (timeline.snapshot(demo.key(), 1).seq() == 0) {
            timeline.append(room, new Entry.Post(HOST, new ClientFrame.Draft(WELCOME, "demo-welcome", null, List.of())))
                    .toCompletableFuture()
                    .join();
        }
    }

    private String banner(Path keyFile) {
        String url = settings.text("FLUXY_URL").orElse("http://localhost:8080");
        return String.join(
                System.lineSeparator(),
                "Fluxy EE is at " + url,
                "  demo room  " + url + "/demo (open it in two windows)",
                "  API key    " + (Files.exists(keyFile) ? "in " : "no longer in ") + keyFile);
    }
}
