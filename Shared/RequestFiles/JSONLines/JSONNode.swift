import Vocabulary

/// A JSON value as it stands on the line: kept whole, so that every fault in it is found and shown with its value.
struct JSONNode {
    indirect enum Value {
        case text(String)
        /// As written: no number goes through floating point.
        case number(String)
        case flag(Bool)
        case null
        case list([JSONNode])
        /// In the order written, a key twice where it was written twice.
        case object([(key: String, node: JSONNode)])
    }

    let value: Value

    /// For messages: « "12" » is seen to be a text.
    var shown: String {
        switch value {
        case .text(let text): "« \"\(ValueError.shown(text))\" », un texte,"
        case .number(let number): "« \(ValueError.shown(number)) », un nombre,"
        case .flag(let flag): "« \(flag) »"
        case .null: "« null »"
        case .list(let nodes): nodes.isEmpty ? "« [] »" : "une liste"
        case .object: "un objet"
        }
    }
}

/// Why a line isn't JSON.
struct JSONFault: Error {
    /// In bytes from the line's first.
    let offset: Int
    let reason: String
}
