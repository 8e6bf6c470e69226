package ee.fluxychat.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An API key's trace: its HMAC and the few characters by which its owner tells it from his others. */
@Entity
@Table(name = "api_keys")
class ApiKeyEntity {

    @Id
    String id;

    @Column(name = "project_id")
    String project;

    @Column(name = "key_prefix")
    String prefix;

    @Column(name = "key_hmac")
    String hmac;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "revoked_at")
    @Nullable
    Long revokedAt;
}
