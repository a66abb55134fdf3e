package org.keqiao.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.keqiao.fault.FaultException;
import org.keqiao.fault.Violation;
import org.keqiao.fault.Violations;
import org.keqiao.http.Caller;
import org.keqiao.http.MergePatch;
import org.keqiao.http.Permission;
import org.keqiao.http.Place;
import org.keqiao.identity.AccountService;
import org.keqiao.ingest.Blob;
import org.keqiao.ingest.MediaService;
import org.keqiao.ingest.courseware.CoursewareWork;
import org.keqiao.ingest.courseware.DocumentService;
import org.keqiao.ingest.job.JobService;
import org.keqiao.ingest.job.Order;
import org.keqiao.ingest.upload.UploadService;
import org.keqiao.ingest.video.CaptionService;
import org.keqiao.ingest.video.TranscodeWork;
import org.keqiao.school.SchoolService;
import org.keqiao.store.Entry;
import org.keqiao.store.Id;
import org.keqiao.store.Listing;
import org.keqiao.store.RecordType;
import org.keqiao.store.Records;

/** Lessons: made, described, given their files, published, found. */
public final class LessonService {

  /** Lessons. */
  public static final RecordType<Lesson> TYPE = new RecordType<>("lesson", Lesson.class);

  /** In how many languages a lesson may have captions. */
  private static final int MOST_CAPTIONS = 10;

  private final Records<Lesson> lessons;
  private final TextbookService textbooks;
  private final Sources sources;

  /**
   * Where the rest of what a lesson needs is known.
   *
   * @param accounts what teachers teach
   * @param schools where curators belong
   * @param uploads files
   * @param jobs what makes them streamable
   * @param media what can be streamed
   * @param documents courseware that was read
   * @param captions makes files of captions usable
   */
  public record Sources(
      AccountService accounts,
      SchoolService schools,
      UploadService uploads,
      JobService jobs,
      MediaService media,
      DocumentService documents,
      CaptionService captions) {

    /** Nodes of the tree that what somebody made lies in. */
    List<String> nodes(Lesson.Owner owner) {
      return schools.nodes(owner.school(), owner.region());
    }
  }

  LessonService(Records<Lesson> lessons, TextbookService textbooks, Sources sources) {
    this.lessons = lessons;
    this.textbooks = textbooks;
    this.sources = sources;
  }

  /** Makes a draft. */
  Entry<Lesson> create(Caller caller, LessonDraft about) {
    Filed filed = file(about);
    return lessons.create(
        Id.fresh(), Lesson.draft(filed.about(), filed.path(), owner(caller)), caller.account());
  }

  /** The owner of what the caller makes. */
  public Lesson.Owner owner(Caller caller) {
    return new Lesson.Owner(
        new Id(caller.account()),
        caller.school(),
        caller.school().flatMap(sources.schools()::region));
  }

  /** Where what somebody made belongs. */
  public Place place(Lesson.Owner owner) {
    return new Place(List.of(owner.account().value()), sources.nodes(owner));
  }

  /** A lesson that the caller may see: published for her region, or hers to change. */
  public Entry<Lesson> read(Caller caller, Id id) {
    return find(caller, id).orElseThrow(() -> FaultException.notFound(TYPE.name(), id.value()));
  }

  /** The same; nothing when there is no such lesson or the caller may not see it. */
  public Optional<Entry<Lesson>> find(Caller caller, Id id) {
    return lessons.find(id).filter(lesson -> sees(caller, lesson.value()));
  }

  /** A lesson, whoever may see it: for what the program decides by itself. */
  public Optional<Entry<Lesson>> stored(Id id) {
    return lessons.find(id);
  }

  private boolean sees(Caller caller, Lesson lesson) {
    return caller.may(Permission.EDIT_LESSON, place(lesson.owner()))
        || (lesson.state() == LessonState.PUBLISHED
            && (lesson.isPublic() || viewer(caller).isIn(lesson.about())));
  }

  /** Whose eyes the caller looks with. */
  Viewer viewer(Caller caller) {
    return Viewer.of(
        caller, caller.school().map(sources.schools()::regionsAround).orElse(List.of()));
  }

  private Entry<Lesson> change(Caller caller, Id id, long version, UnaryOperator<Lesson> change) {
    own(caller, id);
    return lessons.update(id, OptionalLong.of(version), caller.account(), change);
  }

  private Entry<Lesson> edit(Caller caller, Id id, long version, UnaryOperator<Lesson> change) {
    return change(caller, id, version, lesson -> change.apply(lesson.refuseSubmitted()));
  }

  /**
   * Takes a lesson one step on in its life.
   *
   * @param condition refuses what is not ready for the step
   * @throws FaultException conflict, when the step does not begin at its present state
   */
  public Entry<Lesson> move(
      Caller caller, Id id, long version, Transition step, Consumer<Lesson> condition) {
    within(caller, step.permission(), id);
    return change(
        caller,
        id,
        version,
        lesson -> {
          LessonState next = step.from(lesson.state());
          condition.accept(lesson);
          return lesson.in(next);
        });
  }

  /**
   * A lesson that the caller may change.
   *
   * @throws FaultException not found, or forbidden
   */
  public Entry<Lesson> own(Caller caller, Id id) {
    return within(caller, Permission.EDIT_LESSON, id);
  }

  private Entry<Lesson> within(Caller caller, Permission permission, Id id) {
    Entry<Lesson> lesson = read(caller, id);
    if (!caller.may(permission, place(lesson.value().owner()))) {
      throw FaultException.forbidden();
    }
    return lesson;
  }

  /** Changes what is said of a lesson, by a merge patch (RFC 7396) of its draft. */
  Entry<Lesson> describe(Caller caller, Id id, long version, ObjectNode patch) {
    return edit(
        caller,
        id,
        version,
        lesson -> {
          Filed filed = file(MergePatch.apply(lesson.about(), patch, LessonDraft.class));
          return lesson.describedBy(filed.about(), filed.path());
        });
  }

  private record Filed(LessonDraft about, List<Lesson.Node> path) {}

  /** Checks a description, and files it where its node stands. */
  private Filed file(LessonDraft about) {
    Violations violations = new Violations();
    about.check(violations);
    Taxonomy taxonomy = textbooks.taxonomy().value();
    for (String facet : LessonIndex.TERMS) {
      about
          .term(facet)
          .filter(id -> taxonomy.term(facet, id).isEmpty())
          .ifPresent(id -> violations.add("/" + facet, "unknown-term", id));
    }
    for (String facet : LessonIndex.SEVERAL) {
      refuseUnknown(
          "/" + facet, about.terms(facet), id -> taxonomy.term(facet, id).isPresent(), violations);
    }
    if (about.audience().size() <= LessonDraft.MOST_REGIONS) {
      refuseUnknown("/audience", about.audience(), sources.schools()::hasRegion, violations);
    }
    Filed filed = file(about, violations);
    violations.refuse();
    return filed;
  }

  private static void refuseUnknown(
      String pointer, List<String> ids, Predicate<String> known, Violations violations) {
    for (int i = 0; i < ids.size(); i++) {
      if (!known.test(ids.get(i))) {
        violations.add(pointer + "/" + i, "unknown-term", ids.get(i));
      }
    }
  }

  private Filed file(LessonDraft about, Violations violations) {
    Optional<String> named = about.textbook().or(() -> about.node().map(TextbookService::bookOf));
    if (named.isEmpty()) {
      return new Filed(about, List.of());
    }
    String id = named.get();
    Optional<Entry<Textbook>> book = Id.isId(id) ? textbooks.find(id) : Optional.empty();
    if (book.isEmpty()) {
      violations.add(about.textbook().isPresent() ? "/textbook" : "/node", "unknown-term", id);
      return new Filed(about, List.of());
    }
    List<Lesson.Node> path =
        about.node().map(book.get().value()::path).map(Lesson.Node::path).orElse(List.of());
    if (about.node().isPresent() && path.isEmpty()) {
      violations.add("/node", "unknown-term", about.node().get());
    }
    return new Filed(about.filedUnder(id, book.get().value()), path);
  }

  /** The lessons of a textbook, whatever their state. */
  public Stream<Entry<Lesson>> hangingOn(String textbook) {
    return Listing.all(lessons, Map.of("textbook", textbook));
  }

  /** Gives the lessons of a textbook the titles that the chapters above them have now. */
  public void refile(String textbook, Textbook book, String by) {
    for (Entry<Lesson> lesson : hangingOn(textbook).toList()) {
      if (lessons.find(lesson.id()).isPresent()) {
        lessons.update(lesson.id(), by, current -> refiled(current, book));
        lessons.refreshCard(lesson.id());
      }
    }
  }

  private static Lesson refiled(Lesson lesson, Textbook book) {
    List<Lesson.Node> path =
        lesson.about().node().map(node -> Lesson.pathIn(book, node)).orElse(List.of());
    return path.isEmpty() ? lesson : lesson.describedBy(lesson.about(), path);
  }

  /** Deletes a draft. */
  void delete(Caller caller, Id id, long version) {
    Entry<Lesson> lesson = own(caller, id);
    if (lesson.value().state() != LessonState.DRAFT) {
      throw FaultException.conflict("lesson-not-draft");
    }
    lessons.delete(id, version, caller.account());
  }

  /**
   * Gives a lesson one of its files.
   *
   * @param file content that is stored, and its name
   * @throws FaultException invalid, when it cannot be that part
   */
  Entry<Lesson> putPart(
      Caller caller, Id id, long version, PartName name, UploadService.Stored file) {
    own(caller, id).value().refuseSubmitted();
    Blob blob = sources.uploads().blob(file.sha256()).value();
    PartKinds.refusal(name, blob)
        .ifPresent(
            code -> {
              throw FaultException.invalid(code, file.name());
            });
    Optional<String> job = request(blob, file, caller).map(Id::value);
    Part part = new Part(file.sha256(), file.name(), blob.bytes(), blob.type(), job);
    return edit(caller, id, version, lesson -> lesson.withPart(name, part));
  }

  /** Asks for a file to be made ready; sound is ready as it is. */
  private Optional<Id> request(Blob blob, UploadService.Stored file, Caller caller) {
    Optional<String> kind =
        switch (blob.kind()) {
          case "video" -> Optional.of(TranscodeWork.KIND);
          case "document", "image", "archive" -> Optional.of(CoursewareWork.KIND);
          default -> Optional.empty();
        };
    return kind.map(
        work ->
            sources
                .jobs()
                .request(Order.of(work, file.sha256()).named(file.name()), caller.account()));
  }

  /** Whether a lesson that the caller may see has a video that can be played. */
  public boolean isPlayable(Caller caller, Id id) {
    return read(caller, id)
        .value()
        .part(PartName.VIDEO)
        .filter(video -> sources.media().state(video.sha256()).equals("playable"))
        .isPresent();
  }

  /** Makes stored content the video of a lesson, whatever its version; returns the job. */
  public Id adoptVideo(Caller caller, Id id, UploadService.Stored file) {
    Entry<Lesson> lesson = own(caller, id);
    putPart(caller, id, lesson.version(), PartName.VIDEO, file);
    return sources.jobs().request(TranscodeWork.KIND, file.sha256(), caller.account());
  }

  /** Takes one of its files from a lesson that is not published. */
  Entry<Lesson> removePart(Caller caller, Id id, long version, PartName name) {
    return edit(
        caller,
        id,
        version,
        lesson -> {
          if (lesson.state() == LessonState.PUBLISHED) {
            throw FaultException.conflict("lesson-published");
          }
          if (lesson.part(name).isEmpty()) {
            throw FaultException.notFound("part", name.label());
          }
          return lesson.withoutPart(name);
        });
  }

  /**
   * Gives the video of a lesson captions in a language, in place of those that it has.
   *
   * @param file content that is stored, and its name
   * @throws FaultException invalid, when it cannot be read as captions
   */
  Entry<Lesson> putCaptions(
      Caller caller, Id id, long version, String language, UploadService.Stored file) {
    own(caller, id).value().refuseSubmitted();
    Blob blob = sources.uploads().blob(file.sha256()).value();
    sources.captions().adopt(file.sha256(), file.name(), blob.bytes(), caller.account());
    Part part = new Part(file.sha256(), file.name(), blob.bytes(), blob.type(), Optional.empty());
    return edit(
        caller,
        id,
        version,
        lesson -> {
          Lesson changed = lesson.withCaptions(language, part);
          if (changed.captions().size() > MOST_CAPTIONS) {
            throw FaultException.invalid(
                List.of(Violation.of("/language", "too-many-items", MOST_CAPTIONS)));
          }
          return changed;
        });
  }

  /** Takes captions from a lesson. */
  Entry<Lesson> removeCaptions(Caller caller, Id id, long version, String language) {
    return edit(caller, id, version, lesson -> lesson.withoutCaptions(language));
  }

  /** Lets everybody find a lesson. */
  Entry<Lesson> publish(Caller caller, Id id, long version) {
    return move(caller, id, version, Transition.PUBLISH, this::refuseUnplayable);
  }

  /** Takes a published lesson away from everybody. */
  Entry<Lesson> withdraw(Caller caller, Id id, long version) {
    return move(caller, id, version, Transition.WITHDRAW, lesson -> {});
  }

  private void refuseUnplayable(Lesson lesson) {
    Optional<Part> video = lesson.part(PartName.VIDEO);
    if (video.isEmpty()) {
      throw FaultException.conflict(
          "lesson-not-ready", List.of(Violation.of("/parts/video", "video-missing")));
    }
    String state = sources.media().state(video.get().sha256());
    if (!state.equals("playable")) {
      throw FaultException.conflict(
          "lesson-not-ready", List.of(Violation.of("/parts/video", "video-" + state)));
    }
  }

  /** The content of an upload of the caller's own; not found or unfinished otherwise. */
  UploadService.Stored upload(Caller caller, String uploadId) {
    return sources.uploads().stored(caller, uploadId);
  }

  /** Content that the caller has brought before; not found otherwise. */
  UploadService.Stored held(Caller caller, String sha256, String name) {
    return sources.uploads().held(caller, sha256, name);
  }
}
