package org.keqiao.pairing.agreement;

import java.util.Optional;

/**
 * What is said of an agreement that is to be.
 *
 * @param id the name it is to have; one is made when there is none
 * @param urban id of the school that gives lessons
 * @param rural id of the school that receives them
 * @param terms what they agree on
 */
record AgreementDraft(
    Optional<String> id,
    Optional<String> urban,
    Optional<String> rural,
    Optional<TermsDraft> terms) {}
