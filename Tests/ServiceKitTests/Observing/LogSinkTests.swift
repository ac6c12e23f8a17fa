import Foundation
import Testing

@testable import ServiceKit

@Suite(.timeLimit(.minutes(1)))
struct LogSinkTests {
    /// A pipe whose ends are closed with it.
    private final class TestPipe: Sendable {
        let reading: Int32
        let writing: Int32

        init() {
            var ends: [Int32] = [0, 0]
            _ = pipe(&ends)
            (reading, writing) = (ends[0], ends[1])
        }

        deinit {
            close(reading)
            close(writing)
        }

        func read(_ count: Int) -> String {
            var bytes = [UInt8](repeating: 0, count: count)
            let got = Foundation.read(reading, &bytes, count)
            return String(decoding: bytes.prefix(max(0, got)), as: UTF8.self)
        }
    }

    @Test func `lines of many threads are never mixed`() {
        let pipe = TestPipe()
        let sink = DescriptorSink(descriptor: pipe.writing, patience: .seconds(10))
        let lines = 200
        // Threads of their own: a sink may wait, and the cooperative pool has as many threads as the machine has cores.
        let group = DispatchGroup()
        for letter in ["a", "b", "c", "d"] {
            group.enter()
            Thread.detachNewThread {
                for _ in 0..<lines { sink.write(String(repeating: letter, count: 100) + "\n") }
                group.leave()
            }
        }
        // More than the pipe holds, so the writers do wait for this reader.
        var text = ""
        while text.utf8.count + sink.dropped * 101 < 4 * lines * 101 { text += pipe.read(65_536) }
        group.wait()
        #expect(sink.dropped == 0)
        let whole = Set(["a", "b", "c", "d"].map { String(repeating: $0, count: 100) })
        let read = text.split(separator: "\n")
        #expect(read.count == 4 * lines)
        #expect(read.allSatisfy { whole.contains(String($0)) })
    }

    @Test func `when nobody reads, lines are dropped and counted, and the program goes on`() {
        let pipe = TestPipe()
        let sink = DescriptorSink(descriptor: pipe.writing, patience: .milliseconds(20))
        let line = String(repeating: "x", count: 4095) + "\n"
        let began = ContinuousClock.now
        for _ in 0..<1000 { sink.write(line) }
        // One wait for the first line that found no room, none for those after it.
        #expect(ContinuousClock.now - began < .seconds(10))
        #expect(sink.dropped > 900)
        let kept = 1000 - sink.dropped
        var text = ""
        while text.utf8.count < kept * 4096 { text += pipe.read(65_536) }
        sink.write("after\n")
        #expect(pipe.read(100) == "after\n")
        #expect(text.split(separator: "\n").allSatisfy { $0.count == 4095 })
    }
}
