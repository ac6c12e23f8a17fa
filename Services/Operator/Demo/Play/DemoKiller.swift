import Foundation

/// Which processes die by SIGKILL in the course of the play, and when: a list made by chance that can be repeated.
struct KillPlan: Equatable, Sendable {
    struct Kill: Equatable, Sendable {
        /// The number of the scene in which it happens.
        var scene: Int
        /// After so many questions and acts of that scene.
        var asked: Int
        var instance: DemoInstance
    }

    var kills: [Kill]

    /// Each service is hit in turn, in an order by chance, so that with at least four none is spared.
    init(_ count: Int, scenes: [DemoScene], instances: [DemoInstance], seed: UInt64) {
        var chance = SeededChance(seed: seed ^ 0xDEAD)
        var victims: [DemoInstance] = []
        while victims.count < count, !instances.isEmpty { victims += instances.shuffled(using: &chance) }
        kills = victims.prefix(count).enumerated().map { index, instance in
            Kill(
                scene: Self.scene(
                    for: instance.service, among: scenes, decisive: index.isMultiple(of: 2), using: &chance),
                asked: Int.random(in: 1...12, using: &chance), instance: instance)
        }
    }

    /// Where the service has something to do; every other time in June or July, which are few scenes with many acts.
    private static func scene(
        for service: DemoService, among scenes: [DemoScene], decisive: Bool, using chance: inout SeededChance
    ) -> Int {
        let busy = scenes.indices.filter { index in
            switch (scenes[index].step, service) {
            case (.publishCampaign, _): false
            case (.importTable(let table), _): !decisive && table.service == service
            case (.importRequests, .scheduling), (.submit, .scheduling): false
            case (.importRequests, _), (.submit, _): !decisive
            case (.releaseLetters, .scheduling): false
            case (.examine, _), (.confirm, _), (.release, _), (.releaseLetters, _): decisive
            }
        }
        return busy.randomElement(using: &chance) ?? scenes.indices.last ?? 0
    }
}
