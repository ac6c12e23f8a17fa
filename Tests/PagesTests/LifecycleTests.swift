import Foundation
import Pages
import Synchronization
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct LifecycleTests {
    /// Blocks its threads until it is opened; tells how many wait.
    private final class Gate: Sendable {
        private let condition = NSCondition()
        private let state = Mutex((entered: 0, isOpen: false))

        var entered: Int { state.withLock { $0.entered } }

        func pass() {
            state.withLock { $0.entered += 1 }
            condition.lock()
            while !state.withLock({ $0.isOpen }) { condition.wait() }
            condition.unlock()
        }

        func open() {
            condition.lock()
            state.withLock { $0.isOpen = true }
            condition.broadcast()
            condition.unlock()
        }

        func awaitEntered(_ count: Int) async throws {
            try await eventually("\(count) requests are in") { entered >= count ? true : nil }
        }
    }

    private static func routes(_ gate: Gate) -> RouteTable {
        var routes = RouteTable()
        routes.get("/wait", access: .open) { request in
            try await request.blocking { gate.pass() }
            return .text("done")
        }
        routes.get("/now", access: .open) { _ in .text("now") }
        return routes
    }

    @Test func `a port in use is one clear error`() async throws {
        try await withFace(routes: RouteTable()) { face async throws in
            let second = HTTPFace(
                HTTPFaceConfiguration(name: "second", address: face.address), routes: RouteTable(),
                tokens: TokenFile(.empty), pool: BlockingPool(threads: 1, queue: 1), logger: face.log.logger,
                now: { today })
            let error = await #expect(throws: HTTPFaceError.self) { try await second.run() }
            #expect(error == .portInUse(face.address))
            #expect(error?.description.contains("127.0.0.1:\(face.address.port) is in use") == true)
        }
    }

    @Test func `an address that isn't this machine's, and a name nobody knows, are told apart from a port in use`()
        async throws
    {
        for host in ["192.0.2.1", "nobody.invalid"] {
            let address = ListenAddress(host: host, port: 0)
            let face = HTTPFace(
                HTTPFaceConfiguration(name: "lost", address: address), routes: RouteTable(), tokens: TokenFile(.empty),
                pool: BlockingPool(threads: 1, queue: 1), logger: LogCapture().logger, now: { today })
            await #expect(throws: HTTPFaceError.unknownHost(address)) { try await face.run() }
        }
    }

    @Test func `a graceful stop lets the request in flight end and takes no new one`() async throws {
        let gate = Gate()
        try await withFace(routes: Self.routes(gate)) { face async throws in
            async let inFlight = exchange(face.address, "GET", "/wait")
            try await gate.awaitEntered(1)
            // One that only the kernel has taken yet would not be known to the stop.
            let idle = try RawConnection(to: face.address)
            defer { idle.close() }
            try await idle.send(request("GET", "/now").utf8)
            _ = try await idle.receive()
            await face.stop()
            try await idle.awaitEnd()
            // The listener is closed a moment after the stop began.
            try await eventually("the listener is closed") {
                guard let connection = try? RawConnection(to: face.address) else { return true }
                connection.close()
                return nil
            }
            gate.open()
            let response = try await inFlight
            #expect((response.status, response.body) == (200, "done"))
        }
    }

    @Test func `a client that never ends its request can't hold up the stop`() async throws {
        let clock = ContinuousClock()
        let begin = Mutex(clock.now)
        try await withFace(routes: Self.routes(Gate()), configure: { $0.stopTime = .milliseconds(200) }) {
            face async throws in
            let connection = try RawConnection(to: face.address)
            try await connection.send(request("POST", "/now", headers: ["Content-Length": "100"], body: "{").utf8)
            _ = try await connection.receive()
            begin.withLock { $0 = clock.now }
        }
        #expect(clock.now - begin.withLock { $0 } < .seconds(10))
    }

    @Test func `a client that never reads its response can't hold up the stop`() async throws {
        let clock = ContinuousClock()
        let begin = Mutex(clock.now)
        let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
        var routes = RouteTable()
        routes.get("/big", access: .open) { _ in
            continuation.finish()
            return PageResponse(body: Data(repeating: 0x20, count: 64 << 20))
        }
        try await withFace(routes: routes, configure: { $0.stopTime = .milliseconds(200) }) { face async throws in
            let connection = try RawConnection(to: face.address)
            try await connection.send(request("GET", "/big").utf8)
            for await _ in asked {}
            begin.withLock { $0 = clock.now }
        }
        #expect(clock.now - begin.withLock { $0 } < .seconds(10))
    }

    @Test func `a full pool is 503 with Retry-After while other routes answer`() async throws {
        let gate = Gate()
        let pool = BlockingPool(threads: 1, queue: 1)
        try await withFace(routes: Self.routes(gate), pool: pool) { face async throws in
            async let running = exchange(face.address, "GET", "/wait")
            try await gate.awaitEntered(1)
            async let waiting = exchange(face.address, "GET", "/wait")
            try await eventually("the pool is full") { pool.load >= 2 ? true : nil }
            let refused = try await exchange(face.address, "GET", "/wait")
            #expect((refused.status, refused.headers["retry-after"]) == (503, "1"))
            #expect(try await exchange(face.address, "GET", "/now").status == 200)
            gate.open()
            #expect(try await running.status == 200)
            #expect(try await waiting.status == 200)
        }
    }

    @Test func `a stopped pool refuses, and a failing work's error comes through`() async throws {
        struct Fault: Error {}
        let pool = BlockingPool(threads: 1, queue: 1)
        await #expect(throws: Fault.self) { try await pool.run { throw Fault() } }
        #expect(try await pool.run { 42 } == 42)
        #expect(pool.load == 0)
        await pool.stop()
        let problem = await #expect(throws: Problem.self) { try await pool.run { 42 } }
        #expect(problem?.status == 503)
    }

    @Test func `the address file is there once the face listens, replaces an old one, and goes at the end`()
        async throws
    {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("address-\(UUID().uuidString)").path
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        try await withFace(routes: RouteTable(), configure: { $0.addressFile = path }) { face async throws in
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "\(face.address)\n")
            #expect(face.address.port > 0)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `an address file that can't be written stops the start`() async throws {
        var configuration = HTTPFaceConfiguration(name: "test", address: ListenAddress(host: "127.0.0.1", port: 0))
        configuration.addressFile = "/proc/none/address"
        let face = HTTPFace(
            configuration, routes: RouteTable(), tokens: TokenFile(.empty), pool: BlockingPool(threads: 1, queue: 1),
            logger: LogCapture().logger, now: { today })
        await #expect(throws: HTTPFaceError.addressFile(path: "/proc/none/address")) { try await face.run() }
    }
}
