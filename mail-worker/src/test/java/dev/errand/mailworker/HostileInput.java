package dev.errand.mailworker;

/**
 * What nobody should send and somebody will, as far as it is text in a command. Each list is of one
 * kind and says what has to become of its members.
 */
public final class HostileInput {

  private HostileInput() {}

  /** No subject: refused. */
  public static String[] subjects() {
    return new String[] {
      "a\r\nBcc: eve@evil.example",
      "a\nBcc: eve@evil.example",
      "a\rBcc: eve@evil.example",
      "a\r\n\r\n<script>alert(1)</script>",
      "a\r\n Bcc: eve@evil.example",
      "a\u0085Bcc: eve@evil.example",
      "a\u2028Bcc: eve@evil.example",
      "a\u2029Bcc: eve@evil.example",
      "a\u000bb",
      "a\u000cb",
      "a\u0000b",
      "a\u001b[31mb",
      "a\u009bb",
      "a\ud83d",
      "\udc00a",
      "a".repeat(256),
      "\n"
    };
  }

  /** Subjects that would be something else elsewhere: they arrive as they are. */
  public static String[] misleadingSubjects() {
    return new String[] {
      "Bcc: eve@evil.example",
      "=?utf-8?B?QmNjOiBldmVAZXZpbC5leGFtcGxl?=",
      "=?utf-8?q?=0d=0aBcc:_eve@evil.example?=",
      "a%0d%0aBcc: eve@evil.example",
      "a\\r\\nBcc: eve@evil.example",
      "<script>alert(1)</script>",
      "\"}, \"bccRecipients\": [{\"emailAddress\": {\"address\": \"eve@evil.example\"}}], {\"",
      "' or 1 eq 1",
      "${jndi:ldap://evil.example/a}",
      "{{7*7}} #{7*7} <%= 7*7 %>",
      "../../etc/passwd"
    };
  }

  /** Names of files: none of them arrives as it is where it would do harm. */
  public static String[] fileNames() {
    return new String[] {
      "../../etc/passwd",
      "..\\..\\windows\\system32\\a.dll",
      "/etc/passwd",
      "C:\\autoexec.bat",
      "\\\\evil.example\\share\\a.txt",
      "a.txt:evil.exe",
      "a.txt::$DATA",
      "CON",
      "con.txt",
      "NUL",
      "nul.tar.gz",
      "PRN.pdf",
      "AUX.",
      "COM1.txt",
      "com\u00b9.txt",
      "LPT9",
      "CONIN$",
      "CLOCK$.txt",
      "invoice\u202efdp.exe",
      "\u2066a\u2069.txt",
      "invoice.pdf.exe",
      "invoice.pdf                                             .exe",
      "a.exe.",
      "a.exe ",
      ".htaccess",
      "..",
      "...",
      ".",
      " ",
      "-rf",
      "~",
      "a\r\nContent-Type: text/html\r\n\r\n<script>",
      "a\"; filename=\"evil.exe",
      "a\u0000.exe",
      "a\u2028.exe",
      "a\u0085.exe",
      "a\u0007.exe",
      "a\ud800.exe",
      "<img src=x onerror=alert(1)>.txt",
      "a|b&c;d`e$(f).txt",
      "%00.txt",
      "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
      "=?utf-8?q?=2e=2e=2fa?=.txt",
      "*?.txt",
      "desktop.ini",
      "x".repeat(300) + ".pdf",
      "\u6f22".repeat(250) + ".pdf",
      "\ud83d\ude00".repeat(130) + ".pdf",
      "e\u0301".repeat(120) + ".pdf",
      "a." + "\u6f22".repeat(19),
      "\ufeff.txt"
    };
  }

  /** No names of folders and no categories: refused. */
  public static String[] lines() {
    return new String[] {
      "",
      " ",
      "\u00a0",
      " Travel",
      "Travel ",
      "a\r\nb",
      "a\u0000b",
      "a\u0085b",
      "a\u2028b",
      "a\u2029b",
      "a\u001b[2Kb",
      "a\u202eb",
      "\u2067a\u2069",
      "a\ud800",
      "a".repeat(256)
    };
  }

  /** Ids that would lead elsewhere if they were put into an address as they are. */
  public static String[] ids() {
    return new String[] {
      ".",
      "..",
      "../..",
      "../../users/ben@sandbox.example/messages",
      "inbox/../../messages",
      "%2e%2e",
      "%2e%2e%2f%2e%2e%2fusers",
      "..%2f..",
      "..;/",
      "a/b/c",
      "a\\b",
      "a?$select=id",
      "a?$filter=isRead%20eq%20true",
      "a#b",
      "a&b=c",
      "a;b=c",
      "$value",
      "$count",
      "$batch",
      "{id}",
      "{}",
      "a'b",
      "a')/attachments('b",
      "https://evil.example/a",
      "//evil.example/a",
      "@evil.example",
      "a@evil.example",
      "%00",
      "%0d%0aHost:%20evil.example",
      "a".repeat(1000)
    };
  }
}
