import Vocabulary

/// What is wrong with one line, as it is read. For one line, on one thread.
final class Faults {
    /// A line of a mebibyte can hold a hundred thousand; more are counted, not kept.
    static let mostKept = 100

    private var kept: [FieldError] = []
    private var more = 0

    /// In the order they were found.
    var errors: [FieldError] {
        more == 0 ? kept : kept + [FieldError(place: "", message: "et \(more) autres fautes sur cette ligne")]
    }

    /// So many that no one needs to hear what each should have been.
    var isFull: Bool { kept.count >= Self.mostKept }

    /// JSON keys that were asked for, lists without their numbers; for the documents' test.
    private(set) var asked: Set<String> = []
    private let keepsAsked: Bool

    init(keepsAsked: Bool = false) { self.keepsAsked = keepsAsked }

    func add(_ place: String, _ message: @autoclosure () -> String) {
        if isFull { more += 1 } else { kept.append(FieldError(place: place, message: message())) }
    }

    func add(_ place: String, _ error: ValueError) { add(place, error.sentence) }

    func ask(_ place: @autoclosure () -> String) {
        if keepsAsked { asked.insert(place().replacing(/\[\d+\]/, with: "[]")) }
    }

    /// Nil, and noted, where the value can't be built.
    func value<Value>(_ place: String, _ build: () throws(ValueError) -> Value) -> Value? {
        do throws(ValueError) {
            return try build()
        } catch {
            add(place, error)
            return nil
        }
    }
}

/// How many of a kind a form may list: far above any real one, so that no rule compares thousands with thousands.
enum ListLimit {
    static let pilots = 20
    static let groups = 20
    static let establishments = 60
    static let departements = 10
    static let sessions = 10
    static let intervenants = 20
    static let orientations = 20
    static let ranges = 60
    static let months = 12
    static let weekdays = 7
}
