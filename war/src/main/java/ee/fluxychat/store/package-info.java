/**
 * Keeps everything: the group commit, the timeline, members and projects by JPA, and the migrations. The only package that touches an
 * {@code EntityManager}; others reach it through their own ports. Start with {@link ee.fluxychat.store.GroupCommit}.
 */
@NullMarked
package ee.fluxychat.store;

import org.jspecify.annotations.NullMarked;
