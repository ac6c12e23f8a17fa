import Vocabulary

/// What is wrong with one line, as it is read. For one line, on one thread.
final class Faults {
    private(set) var errors: [FieldError] = []
    /// JSON keys that were asked for, lists without their numbers; for the documents' test.
    private(set) var asked: Set<String> = []
    private let keepsAsked: Bool

    init(keepsAsked: Bool = false) { self.keepsAsked = keepsAsked }

    func add(_ place: String, _ message: String) { errors.append(FieldError(place: place, message: message)) }

    func add(_ place: String, _ error: ValueError) { errors.append(FieldError(place: place, error)) }

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
