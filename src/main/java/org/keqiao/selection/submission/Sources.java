package org.keqiao.selection.submission;

import org.keqiao.catalogue.LessonService;
import org.keqiao.catalogue.bundle.BundleService;
import org.keqiao.identity.AccountService;
import org.keqiao.school.SchoolService;
import org.keqiao.selection.similarity.Fingerprints;

/**
 * Where the rest of what a submission needs is known.
 *
 * @param lessons what is handed in
 * @param bundles whether it is whole
 * @param prints what it is compared by
 * @param schools where it comes from
 * @param accounts whose it is
 */
public record Sources(
    LessonService lessons,
    BundleService bundles,
    Fingerprints prints,
    SchoolService schools,
    AccountService accounts) {}
