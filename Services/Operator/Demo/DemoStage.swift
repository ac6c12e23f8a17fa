import Foundation
import Pages

/// Plays all scenes in order, with processes that die on the way where that was asked for.
struct DemoStage: Sendable {
    let sample: DemoSample
    let campaign: CampaignReading
    let playbook: Playbook
    let people: DemoPeople
    let client: FaceClient
    let company: Company
    let view: ProgressView
    let setting: CompanySetting
    let kills: Int
    let seed: UInt64

    /// Throws ``OperatorFailure``, or `CancellationError`.
    func play() async throws -> [DemoEnding] {
        // A killed process's partitions are missed until its session ends.
        let patience = Duration.seconds(kills > 0 ? 120 : 60)
        let desk = DemoDesk(client: client, company: company, patience: patience, run: String(seed))
        let clocks = Clocks(client: client, company: company, token: people.operatorToken, patience: patience)
        var play = DemoPlay(
            sample: sample, campaign: campaign, playbook: playbook, people: people, desk: desk, clocks: clocks,
            spool: setting.spool)
        let plan = KillPlan(kills, scenes: playbook.scenes, instances: setting.instances, seed: seed)
        for (index, scene) in playbook.scenes.enumerated() {
            try Task.checkCancellation()
            await view.doing(DemoPlay.title(scene.step), at: scene.at)
            let killing = plan.kills.filter { $0.scene == index }.map { kill in
                Task { try await self.kill(kill, of: desk, from: desk.asked) }
            }
            let line: String
            do {
                line = try await play.play(scene)
            } catch {
                killing.forEach { $0.cancel() }
                throw error
            }
            for kill in killing { try await kill.value }
            await view.did(line, at: scene.at)
        }
        return try await play.endings()
    }

    /// Once so much of the scene was played, or a second after its begin.
    private func kill(_ kill: KillPlan.Kill, of desk: DemoDesk, from start: Int) async throws {
        let deadline = ContinuousClock.now + .seconds(1)
        while desk.asked < start + kill.asked, ContinuousClock.now < deadline {
            try await Pause.short(.milliseconds(2))
        }
        try await company.killAndStart(kill.instance)
        await view.did("\(kill.instance) is killed and started again", at: playbook.scenes[kill.scene].at)
    }
}
