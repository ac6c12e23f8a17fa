import Foundation
package import Messages

/// A finisher's headers as the journal keeps them: JSON in the order they were given.
package enum ExtraHeaderText {
    package static func encode(_ headers: [Envelope.ExtraHeader]) throws -> String? {
        guard !headers.isEmpty else { return nil }
        let encoder = JSONEncoder()
        // The same text in every run, so that journals can be compared.
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(headers), as: UTF8.self)
    }

    package static func decode(_ text: String?) throws -> [Envelope.ExtraHeader] {
        guard let text else { return [] }
        return try JSONDecoder().decode([Envelope.ExtraHeader].self, from: Data(text.utf8))
    }
}
