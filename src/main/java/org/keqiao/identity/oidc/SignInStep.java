package org.keqiao.identity.oidc;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.keqiao.store.Id;

/**
 * How far a browser has come with its sign-in. It keeps this itself, sealed, so that any server can
 * go on with it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SignInStep.Asked.class, name = "asked"),
  @JsonSubTypes.Type(value = SignInStep.Arrived.class, name = "arrived"),
  @JsonSubTypes.Type(value = SignInStep.Failed.class, name = "failed")
})
public sealed interface SignInStep {

  /**
   * It was sent to the provider.
   *
   * @param state what the provider gives back; ties its answer to this browser
   * @param nonce what the ID token must hold; ties it to this sign-in
   * @param verifier what the code is redeemed with (PKCE, RFC 7636)
   * @param page where the sign-in began
   */
  record Asked(String state, String nonce, String verifier, String page) implements SignInStep {

    /** Never prints what others could go on with. */
    @Override
    public String toString() {
      return "Asked[page=%s]".formatted(page);
    }
  }

  /**
   * It came back, and it is known with whom.
   *
   * @param account whose
   * @param session name of the session that is to begin, so that it can begin once only
   */
  record Arrived(Id account, Id session) implements SignInStep {}

  /**
   * It came back in vain.
   *
   * @param code of the problem
   */
  record Failed(String code) implements SignInStep {}
}
