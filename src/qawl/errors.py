"""The errors that Qawl raises: one root, and a code each that programs may rely on."""


class QawlError(Exception):
    """Root of all errors of this package.

    `code` is stable over versions. `str(error)` is a sentence for people.
    """

    code = "error"


class UsageError(QawlError):
    """The call itself is wrong: an unknown option value, a missing argument."""

    code = "usage"


class OnlyUnwanted(UsageError):
    """Only words to leave out are named, and none to find."""

    code = "only-unwanted"


class TooManyWords(UsageError):
    """More words are to be searched than may be at once."""

    code = "too-many-words"


class InputError(QawlError):
    """A document can't be read."""

    code = "input"


class FileMissing(InputError):
    """The named file is not there, or is a folder, or may not be read."""

    code = "file-missing"


class NotText(InputError):
    """The bytes are no text in any encoding that is tried."""

    code = "not-text"


class NotAnObject(InputError):
    """A line of JSONL is not a JSON object."""

    code = "not-an-object"


class BadField(InputError):
    """A field of an input object has the wrong type or an impossible value."""

    code = "bad-field"


class BadDate(InputError):
    """A publication date is no ISO 8601 date."""

    code = "bad-date"


class TooLarge(InputError):
    """A document is longer than the limit."""

    code = "too-large"


class NoArticle(InputError):
    """A page holds no article: a front page, a login, an empty page."""

    code = "no-article"


class NotAFeed(InputError):
    """What should be RSS or Atom is neither."""

    code = "not-a-feed"


class DamagedFeed(InputError):
    """A feed breaks off, or has too many entries: the whole ones before that are read."""

    code = "damaged-feed"


class TooHeavy(InputError):
    """A page takes more time or memory to parse than it may."""

    code = "too-heavy"


class DamagedArchive(InputError):
    """An archive is cut short, or a part of it is damaged: what the rest holds is read."""

    code = "damaged-archive"


class NotFetched(InputError):
    """A URL gives no page: the network, the server, or the answer's status."""

    code = "not-fetched"


class RefusedAddress(InputError):
    """A URL leads to an address that is not public."""

    code = "refused-address"


class Disallowed(InputError):
    """The site's robots.txt asks not to fetch this."""

    code = "disallowed"


class InternalError(QawlError):
    """Something went wrong in Qawl itself, or its worker process died. Worth a report."""

    code = "internal"


class OutputError(QawlError):
    """The result can't be written: the disk is full, the folder is missing."""

    code = "output"


class ModelError(QawlError):
    """The model's files are missing, damaged, or of another version."""

    code = "model"


class GoldError(QawlError):
    """A file of annotated documents is not what the evaluation needs."""

    code = "gold"


class StoreError(QawlError):
    """The store can't be opened, read or written. What was written before stays."""

    code = "store"


class NotAStore(StoreError):
    """The file is no store of Qawl's, or is damaged."""

    code = "not-a-store"


class StoreTooNew(StoreError):
    """A later version of Qawl made the store."""

    code = "store-too-new"


class StoreTooOld(StoreError):
    """An earlier version of Qawl made the store, and it is not opened to be written to, which brings it up to date."""

    code = "store-too-old"


class StoreBusy(StoreError):
    """Another process writes to the store, and has done so for longer than is waited."""

    code = "store-busy"


class StoreFull(StoreError):
    """The disk, or the store's limit of pages, is full."""

    code = "store-full"


class TooSlow(StoreError):
    """A question takes the store longer than it may."""

    code = "too-slow"


class NoSuch(StoreError):
    """No document or statement of the store has this id."""

    code = "no-such"


class BadCorrection(StoreError):
    """A correction is of no field of a statement, or its value can't be one of that field."""

    code = "bad-correction"


class OneAlready(BadCorrection):
    """Two entities are to be made one that are."""

    code = "one-already"


class Stale(StoreError):
    """What is to be corrected is no more as it was when the correction was asked for: somebody else was faster."""

    code = "stale"


class TooMany(StoreError):
    """A correction changes more documents at once than it may."""

    code = "too-many"


class WebError(QawlError):
    """A request that the web application refuses."""

    code = "web"


class BadHost(WebError):
    """A request calls the application by a name that is not one of its own."""

    code = "bad-host"


class NoPage(WebError):
    """No page has this address."""

    code = "no-page"


class NoMethod(WebError):
    """The page can't be asked in this way (GET, POST, ...)."""

    code = "no-method"


class BadRequest(WebError):
    """The request is not what the page expects."""

    code = "bad-request"


class NothingGiven(BadRequest):
    """There is neither a text nor an address to read."""

    code = "nothing-given"


class NotAnAddress(BadRequest):
    """What is to be fetched is not the address of a web page."""

    code = "not-an-address"


class CrossSite(WebError):
    """Another site asks this one to change something."""

    code = "cross-site"


class BodyTooLarge(WebError):
    """What is sent to the application is more than it takes."""

    code = "body-too-large"


class Busy(WebError):
    """As much is being extracted as may be at once."""

    code = "busy"


class NotAnEditor(WebError):
    """Only those may correct who came with the token that `qawl serve --edit` prints, and from a page of this application."""

    code = "not-an-editor"
