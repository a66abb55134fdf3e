package org.keqiao.http;

/** What a route demands of its caller; the contract names it as {@code x-permission}. */
public enum Permission {
  /** Anybody, signed in or not. */
  PUBLIC,
  /** Whoever holds the signed token that stands in the path. */
  MEDIA_TOKEN,
  /** Whoever holds the operator's token. */
  METRICS_TOKEN,
  /** Any account, for what concerns only itself; also one that must change its password first. */
  OWN_ACCOUNT,
  /** Any account. */
  SIGNED_IN,
  SEARCH_LESSONS,
  READ_LESSON,
  EDIT_LESSON,
  PUBLISH_LESSON,
  PLAY_LESSON,
  UPLOAD,
  /** Whoever may upload, or holds the token of one upload that stands in its address. */
  CONTINUE_UPLOAD,
  READ_JOB,
  CONTROL_JOB,
  READ_CATALOGUE,
  READ_SCHOOLS,
  EDIT_REGION,
  EDIT_SCHOOL,
  READ_CLASS,
  EDIT_CLASS,
  READ_ACCOUNT,
  EDIT_ACCOUNT,
  READ_AUDIT,
  /** Needs and offers. */
  READ_NEED,
  /** Needs and offers. */
  EDIT_NEED,
  READ_AGREEMENT,
  PROPOSE_AGREEMENT,
  /** Acts for one of the two schools. */
  SIGN_AGREEMENT,
  SUSPEND_AGREEMENT,
  PLAN_PAIRING,
  /** Rounds of selection, and what they make public. */
  READ_ROUND,
  /** Organises rounds. */
  EDIT_ROUND,
  /** Who scores in a round, and what was scored; for its organiser. */
  READ_PANEL,
  /** Hands lessons in to rounds. */
  SUBMIT_LESSON,
  READ_SUBMISSION,
  EDIT_SUBMISSION,
  /** Scores submissions of others. */
  REVIEW_SUBMISSION,
  /** Whoever gives a role to an account needs the permission that is named after the role. */
  GRANT_TEACHER,
  GRANT_CURATOR,
  GRANT_REVIEWER,
  GRANT_SCHOOL_ADMIN,
  GRANT_BUREAU_ADMIN,
  GRANT_ADMIN,
  GRANT_SCHOOL_NODE,
  GRANT_INTEGRATION,
  READ_DEMAND,
  EDIT_TEXTBOOK;

  /** Whether the policy gives it to roles; the others ask for no role. */
  public boolean isGranted() {
    return !open() && this != SIGNED_IN && this != OWN_ACCOUNT;
  }

  /** Whether a caller may be nobody. */
  boolean open() {
    return this == PUBLIC || this == MEDIA_TOKEN || this == METRICS_TOKEN;
  }
}
