package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.graph.odata.ODataError;

/**
 * What Exchange says when it refuses; codes are the response codes of EWS, which Graph hands on.
 */
public final class MailErrors {

  private MailErrors() {}

  public static ODataError itemNotFound() {
    return new ODataError(
        404, "ErrorItemNotFound", "The specified object was not found in the store.");
  }

  public static ODataError folderNotFound() {
    return new ODataError(
        404, "ErrorFolderNotFound", "The specified folder could not be found in the store.");
  }

  public static ODataError malformedId() {
    return new ODataError(400, "ErrorInvalidIdMalformed", "Id is malformed.");
  }

  public static ODataError accessDenied() {
    return new ODataError(
        403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
  }

  static ODataError sendAsDenied() {
    return new ODataError(
        403,
        "ErrorSendAsDenied",
        "The user account which was used to submit this request does not have the right to send"
            + " mail on behalf of the specified sending account., Cannot submit message.");
  }

  static ODataError folderExists() {
    return new ODataError(
        409, "ErrorFolderExists", "A folder with the specified name already exists.");
  }

  static ODataError distinguishedFolder() {
    return new ODataError(
        403,
        "ErrorDeleteDistinguishedFolder",
        "Distinguished folders cannot be deleted, renamed or moved.");
  }

  static ODataError folderIntoItself() {
    return new ODataError(
        400,
        "ErrorMoveCopyFailed",
        "The move or copy operation failed., A folder cannot be moved" + " into itself.");
  }

  public static ODataError syncStateNotFound() {
    return new ODataError(
        410,
        "SyncStateNotFound",
        "The sync state generation is not found; continuation token is expired.");
  }

  public static ODataError syncStateInvalid() {
    return new ODataError(400, "SyncStateInvalid", "Badly formed token.");
  }

  static ODataError noRecipients() {
    return invalidRecipients("A message can't be sent because it contains no recipients.");
  }

  static ODataError unresolved(String recipient) {
    return invalidRecipients(
        "Recipient '"
            + recipient
            + "' is not resolved. All recipients must be resolved before a message can be"
            + " submitted.");
  }

  private static ODataError invalidRecipients(String why) {
    return new ODataError(
        400, "ErrorInvalidRecipients", "At least one recipient is not valid., " + why);
  }

  static ODataError tooManyRecipients() {
    return new ODataError(
        400,
        "ErrorExceededMaxRecipientLimit",
        "The message exceeds the maximum number of recipients allowed.");
  }

  /** What a refusal above the limit of a minute says is not documented. */
  static ODataError minuteLimit() {
    return new ODataError(
        429,
        "ErrorSubmissionQuotaExceeded",
        "The message submission rate for this client has exceeded the configured limit.");
  }

  static ODataError dailyLimit(int status) {
    return new ODataError(
        status,
        "ErrorExceededMessageLimit",
        "Cannot send mail. Daily Message/Recipient limit exceeded. Follow the instructions in your"
            + " Inbox to verify your account.");
  }

  public static ODataError staleChangeKey() {
    return new ODataError(
        412,
        "ErrorIrresolvableConflict",
        "The send or update operation could not be performed because the change key passed in the"
            + " request does not match the current change key for the item.");
  }

  static ODataError notDraft() {
    return new ODataError(400, "ErrorInvalidPropertySet", "Message is not draft.");
  }

  /** What Exchange says to the send of a sent item is not documented. */
  static ODataError alreadySent() {
    return new ODataError(
        400, "ErrorInvalidOperation", "The message is not a draft and cannot be sent.");
  }

  /** EWS has this code for a reference that the response cannot be made to; seen nowhere. */
  static ODataError draftCannotBeAnswered() {
    return new ODataError(
        400, "ErrorInvalidReferenceItem", "The reference item of the response is not valid.");
  }

  public static ODataError notSettable() {
    return new ODataError(400, "ErrorInvalidPropertySet", "Set action is invalid for property.");
  }

  static ODataError header(String why) {
    return new ODataError(400, "InvalidInternetMessageHeader", why);
  }

  public static ODataError tooLarge() {
    return new ODataError(
        413, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");
  }

  static ODataError tooSmallForASession() {
    return new ODataError(
        400,
        "ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
        "Attachment size must be greater than the minimum size.");
  }

  static ODataError fileTooLarge() {
    return new ODataError(
        413, "ErrorAttachmentSizeLimitExceeded", "The attachment exceeds the size limit.");
  }

  public static ODataError badRange(String why) {
    return new ODataError(400, "ErrorInvalidContentRange", why);
  }

  static ODataError unexpectedRange(long expected) {
    return new ODataError(
        416,
        "ErrorInvalidRange",
        "The uploaded range does not begin at the next expected byte " + expected + ".");
  }

  static ODataError uploadTokenInvalid() {
    return new ODataError(
        401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");
  }

  public static ODataError foreignToken() {
    return new ODataError(
        401,
        "InvalidAudience",
        "The audience claim value is invalid for current resource. An upload address carries its"
            + " own token.");
  }

  public static ODataError invalidAttachment(String why) {
    return new ODataError(400, "ErrorInvalidArgument", why);
  }
}
