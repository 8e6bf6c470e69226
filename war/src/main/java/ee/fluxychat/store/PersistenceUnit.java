package ee.fluxychat.store;

import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.NullUnmarked;

/** The persistence unit, in place of a {@code persistence.xml}: with that file each server would start its own JPA, and Open Liberty would not start. */
@NullUnmarked
final class PersistenceUnit implements PersistenceUnitInfo {

    private static final List<String> ENTITIES = Stream.of(
                    ProjectEntity.class,
                    ApiKeyEntity.class,
                    RoomEntity.class,
                    MemberEntity.class,
                    MessageEntity.class,
                    EventEntity.class,
                    ReactionEntity.class,
                    ReadMarkEntity.class,
                    AllocatorEntity.class)
            .map(Class::getName)
            .toList();

    private final String name;
    private final DataSource source;

    PersistenceUnit(String name, DataSource source) {
        this.name = name;
        this.source = source;
    }

    @Override
    public String getPersistenceUnitName() {
        return name;
    }

    @Override
    public String getPersistenceProviderClassName() {
        return HibernatePersistenceProvider.class.getName();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public DataSource getNonJtaDataSource() {
        return source;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public URL getPersistenceUnitRootUrl() {
        return null;
    }

    @Override
    public List<String> getManagedClassNames() {
        return ENTITIES;
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return PersistenceUnit.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // our entities need no rewriting
    }

    @Override
    public ClassLoader getNewTempClassLoader() {
        return null;
    }
}
