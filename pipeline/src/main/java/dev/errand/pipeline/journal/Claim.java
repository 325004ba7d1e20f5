package dev.errand.pipeline.journal;

import java.util.OptionalLong;

/**
 * A partition taken over.
 *
 * @param nextOffset where to read on; empty if nothing was ever read from it
 * @param clean whether the owner before had let go of it in order
 */
public record Claim(Fence fence, OptionalLong nextOffset, boolean clean) {}
