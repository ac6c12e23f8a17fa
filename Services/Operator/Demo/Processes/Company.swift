import Foundation
import Vocabulary

/// The processes of a demonstration: the broker, where it is ours, and every instance of the services.
///
/// A service that is started again listens where it listened before, so that addresses in letters stay good.
actor Company {
    private struct Member {
        var program: ChildProgram
        var addresses: ListenedOn?
        var starts = 1
        var isBeingKilled = false
    }

    private let setting: CompanySetting
    private var broker: ChildProgram?
    private var members: [DemoInstance: Member] = [:]
    /// What the virtual clocks were set to last: where a service that is started again begins.
    private var time: Instant
    private var isStopping = false

    init(_ setting: CompanySetting, time: Instant) {
        self.setting = setting
        self.time = time
    }

    var instances: [DemoInstance] { setting.instances }

    // MARK: Start

    /// The broker, then the services, Intake first: the letters' links name its address.
    ///
    /// Throws ``OperatorFailure`` when one ends, or doesn't listen in time.
    func start() async throws {
        if setting.kafka == nil {
            let file = setting.brokerAddressFile
            broker = try ChildProgram(
                "broker", try setting.executable("alp-broker"),
                [
                    "--topics", setting.topics, "--address-file", file.path, "--end-with-parent", "--parent",
                    "\(getpid())",
                ],
                environment: setting.environment, log: setting.log("broker"))
            try await awaiting(broker, "the broker's address") { FileManager.default.fileExists(atPath: file.path) }
        }
        if let kafka = setting.kafka { try await makeTopics(kafka) }
        for instance in setting.instances where instance.service == .intake { try launch(instance) }
        try await listening(.intake)
        for instance in setting.instances where instance.service != .intake { try launch(instance) }
        for service in DemoService.allCases { try await listening(service) }
    }

    /// As an operator does who has a new cluster: `alp topics apply`.
    private func makeTopics(_ kafka: String) async throws {
        // One copy of each is enough for a play, and all that a cluster of one broker has room for.
        let arguments = ["topics", "apply", "--kafka", kafka, "--topics", setting.topics, "--replication", "1"]
        let applying = try ChildProgram(
            "topics", try setting.executable("alp"), arguments + setting.properties.flatMap { ["-X", $0] },
            environment: setting.environment, log: setting.log("topics"))
        let end = await applying.awaitEnd()
        guard end == .exit(0) else {
            throw OperatorFailure(
                .unavailable, "the topics can't be made at \(kafka) (\(end)): \(applying.lastWords)")
        }
    }

    private func launch(_ instance: DemoInstance) throws {
        let before = members[instance]
        let file = setting.addressFile(instance)
        try? FileManager.default.removeItem(at: file)
        let intake = members[DemoInstance(service: .intake, number: 1)]?.addresses?.business
        let arguments = setting.arguments(
            instance, time: time, listen: before?.addresses, intake: intake.map { "http://\($0)" })
        let program = try ChildProgram(
            instance.description, try setting.executable(instance.service.program), arguments,
            environment: setting.environment, log: setting.log(instance.description))
        var member = Member(program: program, addresses: before?.addresses, starts: 1)
        if let before { member.starts = before.starts + 1 }
        members[instance] = member
    }

    private func listening(_ service: DemoService) async throws {
        for instance in setting.instances where instance.service == service { try await listening(instance) }
    }

    private func listening(_ instance: DemoInstance) async throws {
        let file = setting.addressFile(instance)
        try await awaiting(members[instance]?.program, "\(instance) to listen") { ListenedOn(file: file) != nil }
        members[instance]?.addresses = ListenedOn(file: file)
    }

    /// Looks every few milliseconds, for at most 30 seconds.
    private func awaiting(_ program: ChildProgram?, _ what: String, _ isSo: () -> Bool) async throws {
        let deadline = ContinuousClock.now + .seconds(30)
        while !isSo() {
            if let program, let end = program.ended, !isStopping { throw Self.ended(program, end) }
            guard ContinuousClock.now < deadline else {
                throw OperatorFailure(
                    .unavailable, "waited 30 s for \(what) in vain; its log says: \(program?.lastWords ?? "nothing")")
            }
            try await Pause.short(.milliseconds(10))
        }
    }

    // MARK: While it runs

    /// Throws ``OperatorFailure`` when a process ended that nobody ended.
    func check() throws(OperatorFailure) {
        guard !isStopping else { return }
        if let broker, let end = broker.ended { throw Self.ended(broker, end) }
        for (_, member) in members where !member.isBeingKilled {
            if let end = member.program.ended { throw Self.ended(member.program, end) }
        }
    }

    private static func ended(_ program: ChildProgram, _ end: ChildProgram.End) -> OperatorFailure {
        OperatorFailure(.unexpected, "\(program.name) ended by itself (\(end)); its log says: \(program.lastWords)")
    }

    /// Where an instance listens; nil before it did for the first time.
    func addresses(_ instance: DemoInstance) -> ListenedOn? { members[instance]?.addresses }

    func process(_ instance: DemoInstance) -> pid_t? { members[instance]?.program.process }
    func starts(_ instance: DemoInstance) -> Int { members[instance]?.starts ?? 0 }

    /// To be told before the clocks are set: a service that starts meanwhile begins there.
    func timeIs(_ instant: Instant) { time = instant }

    /// SIGKILL, and a start as soon as the process is gone. Nothing when it is being killed already.
    func killAndStart(_ instance: DemoInstance) async throws {
        guard let member = members[instance], !member.isBeingKilled, !isStopping else { return }
        members[instance]?.isBeingKilled = true
        member.program.send(SIGKILL)
        _ = await member.program.awaitEnd()
        guard !isStopping else { return }
        // The new member isn't being killed, and has its addresses from the old one.
        try launch(instance)
    }

    // MARK: End

    /// SIGTERM to every process of these services, which aren't missed from then on.
    func end(_ services: [DemoService]) async {
        for (instance, member) in members where services.contains(instance.service) {
            members[instance] = nil
            await member.program.stop(within: .seconds(25))
        }
    }

    /// SIGTERM to the services, then to the broker, so that journals are still published; SIGKILL to who takes longer.
    func stop() async {
        isStopping = true
        let programs = members.values.map(\.program)
        await withTaskGroup(of: Void.self) { group in
            for program in programs { group.addTask { await program.stop(within: .seconds(25)) } }
        }
        await broker?.stop(within: .seconds(5))
    }

    /// At once: for who was interrupted, or after a failure. What was journalled is not needed any more.
    func kill() async {
        isStopping = true
        let programs = members.values.map(\.program) + [broker].compactMap { $0 }
        for program in programs { program.send(SIGKILL) }
        for program in programs { _ = await program.awaitEnd() }
    }
}

/// What a service writes to its address file.
struct ListenedOn: Decodable, Sendable, Equatable {
    var business: String
    var `operator`: String

    /// Nil while it isn't there, or not whole.
    init?(file: URL) {
        guard let data = try? Data(contentsOf: file),
            let read = try? JSONDecoder().decode(ListenedOn.self, from: data)
        else { return nil }
        self = read
    }
}
