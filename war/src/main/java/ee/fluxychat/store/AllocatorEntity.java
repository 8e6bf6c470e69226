package ee.fluxychat.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The last id given out under a name; never goes back, so that an id is never used twice. */
@Entity
@Table(name = "id_allocators")
class AllocatorEntity {

    static final String MESSAGES = "messages";

    @Id
    String name;

    @Column(name = "last_id")
    long lastId;
}
