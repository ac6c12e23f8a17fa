import Foundation
package import Kafka

/// A record's headers as they are kept beside a parked or foreign record: JSON, `[["name","base64 of value"], …]`, null
/// for a null value.
package enum HeaderBytes {
    package static func encode(_ headers: [Header]) -> [UInt8] {
        let list = headers.map { [$0.name, $0.value.map { Data($0).base64EncodedString() }] }
        // A list of lists of strings always has a JSON form.
        return (try? JSONEncoder().encode(list)).map(Array.init) ?? []
    }

    /// nil where the bytes aren't what `encode` makes.
    package static func decode(_ bytes: [UInt8]) -> [Header]? {
        guard let list = try? JSONDecoder().decode([[String?]].self, from: Data(bytes)) else { return nil }
        var headers: [Header] = []
        for pair in list {
            guard pair.count == 2, let name = pair[0] else { return nil }
            headers.append(Header(name, pair[1].flatMap { Data(base64Encoded: $0) }.map(Array.init)))
        }
        return headers
    }
}
