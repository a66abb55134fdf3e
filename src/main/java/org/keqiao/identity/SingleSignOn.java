package org.keqiao.identity;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.keqiao.audit.Events;
import org.keqiao.fault.Fault;
import org.keqiao.fault.FaultException;
import org.keqiao.identity.oidc.ExternalIdentities;
import org.keqiao.identity.oidc.OidcSettings;
import org.keqiao.identity.oidc.Person;
import org.keqiao.identity.oidc.Provider;
import org.keqiao.identity.oidc.SignInStep;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Id;

/** Sign-in of people whom a provider vouches for, to the accounts that are linked to them. */
final class SingleSignOn {

  private static final String AWAY = "single-sign-on-away";
  private static final int LONGEST_NAME = 60;

  private final Provider provider;
  private final ExternalIdentities identities;
  private final AccountService accounts;
  private final SessionService sessions;
  private final SchoolService schools;
  private final Events events;

  SingleSignOn(
      Provider provider,
      ExternalIdentities identities,
      AccountService accounts,
      SessionService sessions,
      SchoolService schools,
      Events events) {
    this.provider = provider;
    this.identities = identities;
    this.accounts = accounts;
    this.sessions = sessions;
    this.schools = schools;
    this.events = events;
  }

  /**
   * What the provider answered, as the browser brings it.
   *
   * @param state as it was sent
   * @param code to redeem
   * @param error why there is none (RFC 6749 §4.1.2.1)
   * @param issuer whom the answer is from (RFC 9207)
   */
  record Answer(
      Optional<String> state,
      Optional<String> code,
      Optional<String> error,
      Optional<String> issuer) {}

  /** How people know the provider. */
  String label() {
    return provider.settings().label();
  }

  SignInStep.Asked ask(String page) {
    return provider.ask(page);
  }

  /**
   * Where a browser goes to sign in.
   *
   * @throws FaultException unavailable
   */
  URI address(SignInStep.Asked asked) {
    return provider.address(asked);
  }

  /** What came of a sign-in; whoever is refused hears why when the page asks. */
  SignInStep arrive(SignInStep.Asked asked, Answer answer) {
    try {
      Id account = account(person(asked, answer));
      return new SignInStep.Arrived(account, OwnSessions.name(account));
    } catch (FaultException refused) {
      return new SignInStep.Failed(refused.fault().code());
    }
  }

  private Person person(SignInStep.Asked asked, Answer answer) {
    if (!answer.state().equals(Optional.of(asked.state()))) {
      throw FaultException.unauthenticated("single-sign-on-mismatch");
    }
    if (answer.error().isPresent() || answer.code().isEmpty()) {
      boolean declined = answer.error().filter("access_denied"::equals).isPresent();
      throw FaultException.unauthenticated(
          declined ? "single-sign-on-declined" : "single-sign-on-refused");
    }
    return provider.redeem(asked, answer.code().get(), answer.issuer());
  }

  private Id account(Person person) {
    OidcSettings settings = provider.settings();
    Optional<String> value = person.identifier(settings.claim());
    Id account =
        value
            .flatMap(identities::account)
            .or(() -> value.flatMap(each -> enrol(person, each)))
            .orElseThrow(() -> refused(Optional.empty(), "single-sign-on-unknown"));
    if (accounts.find(account).isEmpty()) {
      throw refused(Optional.of(account), "single-sign-on-disabled");
    }
    return account;
  }

  private FaultException refused(Optional<Id> account, String code) {
    events.refused(account);
    return FaultException.of(new Fault.Unauthenticated(code));
  }

  /**
   * Gives a newcomer an account as a teacher of the school that the provider names, if newcomers
   * are welcome and there is such a school. Its login name follows from who she is, so that doing
   * it twice makes one account, and tells nothing of her.
   */
  private Optional<Id> enrol(Person person, String value) {
    OidcSettings.Newcomers newcomers = provider.settings().newcomers();
    Optional<String> school =
        Optional.of(newcomers)
            .filter(OidcSettings.Newcomers::allowed)
            .flatMap(each -> person.claim(each.schoolClaim()))
            .filter(id -> Id.isId(id) && schools.find(id).isPresent());
    if (school.isEmpty()) {
      return Optional.empty();
    }
    String login = "sso-" + identities.name(value);
    accounts.enrol(
        new Account(
            login,
            person.claim("name").map(SingleSignOn::shortened).orElse(label()),
            List.of(new RoleGrant(Role.TEACHER, school.get())),
            school,
            Profile.UNKNOWN,
            false,
            false,
            0));
    Id account = AccountService.idOf(login);
    // Whoever was erased or shut out is not linked again.
    if (accounts.newest(account).isPresent()) {
      identities.link(account, value, account.value());
    }
    return Optional.of(account);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /**
   * Begins the session of somebody who has arrived.
   *
   * @param device what she signs in with, as {@link Device} has it
   * @throws FaultException unauthenticated; unavailable, when the provider was
   */
  SessionService.Tokens finish(Optional<SignInStep> step, String device) {
    return switch (step.orElse(new SignInStep.Failed("single-sign-on-expired"))) {
      case SignInStep.Arrived arrived ->
          sessions.begin(arrived.account(), arrived.session(), device);
      case SignInStep.Asked asked -> throw FaultException.unauthenticated("single-sign-on-expired");
      case SignInStep.Failed failed ->
          throw failed.code().equals(AWAY)
              ? FaultException.unavailable(AWAY, null)
              : FaultException.of(new Fault.Unauthenticated(failed.code()));
    };
  }
}
