import RequestFiles
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(2)))
struct RoundTripTests {
    @Test func `JSON Lines read back are the requests that were written`() throws {
        var random = SeededRandom(seed: 4)
        var requests = [try Sample.request(), try Sample.full()]
        for number in 0..<300 { requests.append(try Sample.random(number, &random)) }
        let text = requests.map(RequestWriter.jsonLine).joined()
        #expect(try lines(.jsonl, text.utf8).map(\.request) == requests)
    }

    @Test(arguments: [";", ",", "\t"])
    func `a table read back is the requests that were written`(separator: String) throws {
        var random = SeededRandom(seed: 5)
        var requests = [try Sample.request(), try Sample.full()]
        for number in 0..<300 { requests.append(try Sample.random(number, &random)) }
        let read = try lines(.csv, RequestWriter.table(requests, separator: separator).utf8)
        for (line, request) in zip(read, requests) {
            #expect(line.request == request, "\(line.faults)")
        }
        #expect(read.count == requests.count)
    }

    @Test func `the same requests as a table and as JSON Lines give equal forms`() throws {
        let requests = [try Sample.request(), try Sample.full()]
        let json = try lines(.jsonl, requests.map(RequestWriter.jsonLine).joined().utf8)
        let table = try lines(.csv, RequestWriter.table(requests).utf8)
        #expect(json.map(\.request) == table.map(\.request))
    }

    @Test func `where the chunks are cut changes nothing`() throws {
        let requests = [try Sample.full(), try Sample.request()]
        for format in RequestFormat.allCases {
            let text = format == .jsonl ? requests.map(RequestWriter.jsonLine).joined() : RequestWriter.table(requests)
            let bytes = Array(text.utf8)
            for size in [1, 7, 64, 1000] {
                var reader = RequestReader(format)
                var read: [RequestLine] = []
                for start in stride(from: 0, to: bytes.count, by: size) {
                    reader.feed(Array(bytes[start..<min(start + size, bytes.count)]))
                    while let line = try reader.next() { read.append(line) }
                }
                reader.finish()
                while let line = try reader.next() { read.append(line) }
                #expect(read.map(\.request) == requests)
            }
        }
    }
}
