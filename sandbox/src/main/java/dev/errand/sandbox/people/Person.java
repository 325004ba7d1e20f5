package dev.errand.sandbox.people;

/**
 * Somebody with a Notion account and a mailbox.
 *
 * @param id the short name used by admin, ledger and faults, such as {@code alice}
 * @param notionUserId a UUID
 * @param workspaceId a UUID; people may share a workspace
 * @param tenantId the Microsoft tenant, a UUID
 * @param objectId the Microsoft account in it, a UUID
 */
public record Person(
    String id,
    String name,
    String email,
    String notionUserId,
    String workspaceId,
    String workspaceName,
    Plan plan,
    String tenantId,
    String objectId) {

  public Person {
    if (id.isBlank() || name.isBlank() || email.indexOf('@') < 1) {
      throw new IllegalArgumentException("A person has an id, a name and an e-mail address");
    }
  }
}
