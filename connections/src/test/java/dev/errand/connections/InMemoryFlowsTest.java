package dev.errand.connections;

class InMemoryFlowsTest extends ConsentFlowsContract {

  private final InMemoryFlows flows = new InMemoryFlows();

  @Override
  protected ConsentFlows flows() {
    return flows;
  }
}
