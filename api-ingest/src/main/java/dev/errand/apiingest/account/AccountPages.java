package dev.errand.apiingest.account;

import dev.errand.apiingest.connect.AtProvider;
import dev.errand.apiingest.page.ErrorPages;
import dev.errand.apiingest.page.PageController;
import dev.errand.apiingest.page.Pages;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.Erasures.Erased;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The same as {@link AccountController} on pages; erasing asks for a word first. */
@PageController
@RequestMapping("/account")
final class AccountPages {

  private static final String WORD = "erase";

  private final EndAccount endAccount;
  private final AccountExport export;
  private final Pages pages;
  private final ErrorPages errors;

  AccountPages(EndAccount endAccount, AccountExport export, Pages pages, ErrorPages errors) {
    this.endAccount = endAccount;
    this.export = export;
    this.pages = pages;
    this.errors = errors;
  }

  @GetMapping
  ResponseEntity<String> account(HttpServletRequest request) {
    return page(request, HttpStatus.OK, "");
  }

  @GetMapping("/export")
  ResponseEntity<AccountExport.Exported> export(UserId user) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"errand.json\"")
        .body(export.of(user));
  }

  @PostMapping("/erase")
  ResponseEntity<String> erase(
      UserId user, @RequestParam(defaultValue = "") String word, HttpServletRequest request)
      throws ServletException {
    if (!word.strip().equalsIgnoreCase(WORD)) {
      return page(
          request, HttpStatus.BAD_REQUEST, "Nothing was erased: type the word to confirm it.");
    }
    return switch (endAccount.end(user)) {
      case Erased.Done(Map<Provider, Revocation> revocations) -> {
        request.logout();
        yield pages.tell(
            request, HttpStatus.OK, "Errand", "Your account is erased", said(revocations));
      }
      case Erased.Unavailable(_) -> errors.show(HttpStatus.SERVICE_UNAVAILABLE);
    };
  }

  private ResponseEntity<String> page(
      HttpServletRequest request, HttpStatus status, String problem) {
    return pages.show(request, status, "account", "Your account", Map.of("problem", problem));
  }

  private static List<String> said(Map<Provider, Revocation> revocations) {
    List<String> sentences = new ArrayList<>();
    sentences.add("You are signed out. The key to all tokens we held for you is destroyed.");
    revocations.forEach(
        (provider, revocation) -> {
          AtProvider there = AtProvider.of(provider, revocation);
          sentences.add(
              provider.title()
                  + ": "
                  + there.said()
                  + (there.next() == null ? "" : " " + there.next()));
        });
    return sentences;
  }
}
