import CRDKafka

/// Between our headers and librdkafka's.
enum Headers {
    /// librdkafka's object for these headers, owned by the caller until a send succeeds; nil when there are none.
    static func make(_ headers: [Header]) -> OpaquePointer? {
        guard !headers.isEmpty, let made = rd_kafka_headers_new(headers.count) else { return nil }
        for header in headers {
            var name = header.name
            name.withUTF8 { name in
                name.withMemoryRebound(to: CChar.self) { name in
                    withBytes(of: header.value) { bytes, size in
                        _ = rd_kafka_header_add(made, name.baseAddress, name.count, bytes, size)
                    }
                }
            }
        }
        return made
    }

    static func read(_ message: UnsafePointer<rd_kafka_message_t>) -> [Header] {
        var list: OpaquePointer?
        guard rd_kafka_message_headers(message, &list) == RD_KAFKA_RESP_ERR_NO_ERROR, let list else { return [] }
        var headers: [Header] = []
        headers.reserveCapacity(rd_kafka_header_cnt(list))
        var name: UnsafePointer<CChar>?
        var value: UnsafeRawPointer?
        var size = 0
        while rd_kafka_header_get_all(list, headers.count, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR {
            headers.append(
                Header(name.map { String(cString: $0) } ?? "", bytes(value, count: size)))
        }
        return headers
    }
}

/// nil stays nil (null on the wire), empty is not nil.
func bytes(_ start: UnsafeRawPointer?, count: Int) -> [UInt8]? {
    guard let start else { return nil }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
}

/// nil becomes a null pointer, an empty array a pointer that is not null: librdkafka tells null and empty apart by it.
func withBytes<Result>(of array: [UInt8]?, _ body: (UnsafeRawPointer?, Int) -> Result) -> Result {
    guard let array else { return body(nil, 0) }
    guard !array.isEmpty else {
        return withUnsafeBytes(of: UInt8(0)) { body($0.baseAddress, 0) }
    }
    return array.withUnsafeBytes { body($0.baseAddress, $0.count) }
}
