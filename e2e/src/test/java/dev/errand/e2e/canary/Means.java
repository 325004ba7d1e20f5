package dev.errand.e2e.canary;

/** What trouble is made with. */
record Means(
    CanaryStack stack, Assistant assistant, ProviderTrouble provider, ApiCaller api, Words words) {

  static Means of(CanaryStack stack) {
    Words words = new Words();
    return new Means(
        stack,
        new Assistant(stack),
        new ProviderTrouble(stack.sandbox(), words),
        new ApiCaller(stack),
        words);
  }
}
