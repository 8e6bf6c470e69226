package ee.fluxychat.room;

import ee.fluxychat.identity.ProjectId;
import java.time.InstantSource;
import java.util.List;

class InMemoryHistoryTest extends HistoryContract {

    @Override
    protected Ports open(InstantSource clock, List<ProjectId> projects) {
        InMemoryStore store = new InMemoryStore(clock);
        return new Ports(store.members(), store.timeline());
    }
}
