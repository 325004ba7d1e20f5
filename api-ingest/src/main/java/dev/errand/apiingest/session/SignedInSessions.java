package dev.errand.apiingest.session;

import dev.errand.schemas.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.oidc.StandardClaimNames;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.FindByIndexNameSessionRepository;

/**
 * Keeps in a session who signed in, as two texts: no token of the sign-in, and no object that a
 * database could make us read. Only a sign-in makes a session.
 */
final class SignedInSessions implements SecurityContextRepository {

  /** Under this name all sessions of a user are found. */
  private static final String USER = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

  private static final String SHOWN_AS = "errand.shown-as";

  private static final int LONGEST_NAME = 100;

  @Override
  @SuppressWarnings("deprecation") // the interface has no other abstract way to load
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(signedIn(holder.getRequest().getSession(false)));
    return context;
  }

  private static @Nullable SignedIn signedIn(@Nullable HttpSession session) {
    return session != null
            && session.getAttribute(USER) instanceof String user
            && session.getAttribute(SHOWN_AS) instanceof String shownAs
        ? new SignedIn(new UserId(user), shownAs)
        : null;
  }

  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
    Authentication who = context.getAuthentication();
    if (who == null || who instanceof AnonymousAuthenticationToken) {
      return;
    }
    HttpSession session = request.getSession();
    session.setAttribute(USER, who.getName());
    session.setAttribute(SHOWN_AS, shownAs(who));
  }

  private static String shownAs(Authentication who) {
    String name =
        who.getPrincipal() instanceof OAuth2User person
                && person.getAttribute(StandardClaimNames.NAME) instanceof String given
            ? given
            : who.getName();
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return signedIn(request.getSession(false)) != null;
  }
}
