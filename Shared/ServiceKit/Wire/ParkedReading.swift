import Kafka
import Messages
package import Store

/// The way back from a parked row to the record that it was.
package enum ParkedReading {
    package static func record(_ parked: ParkedRecord) throws(CannotHandle) -> ReadRecord {
        guard parked.isValueKept else {
            throw CannotHandle(
                "its value of \(parked.valueSize) bytes is above the 1 MiB that is kept; it can be skipped")
        }
        guard let headers = HeaderBytes.decode(parked.headers),
            let envelope = try? Envelope(
                topic: parked.key.topic, key: Array(parked.key.key.utf8),
                headers: headers.map { (name: $0.name, value: $0.value) })
        else { throw CannotHandle("its kept headers can't be read") }
        return ReadRecord(
            envelope: envelope, value: parked.valueSize == 0 && parked.valueSHA256 == nil ? nil : parked.value)
    }
}
