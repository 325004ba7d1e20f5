/**
 * Everything breaks while people work: {@link dev.errand.e2e.chaos.ChaosTest} is the run, {@link
 * dev.errand.e2e.chaos.Nemesis} breaks things, {@link dev.errand.e2e.chaos.TcpProxy} stands between
 * a worker and what it talks to.
 */
@NullMarked
package dev.errand.e2e.chaos;

import org.jspecify.annotations.NullMarked;
