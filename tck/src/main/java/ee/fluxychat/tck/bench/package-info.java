/**
 * The benchmark: people talk in rooms of a target as fast as it allows, while every listener's order is checked. A scenario
 * says who talks and how; {@link ee.fluxychat.tck.bench.LoadedRoom} is one room under load, one thread drives all sockets
 * ({@code socket}). It knows a target by its URL and an API key. Start at {@link ee.fluxychat.tck.bench.BenchCommand}.
 */
@NullMarked
package ee.fluxychat.tck.bench;

import org.jspecify.annotations.NullMarked;
