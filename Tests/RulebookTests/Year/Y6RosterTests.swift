import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct Y6RosterTests {
    private static let y6 = Rules.all.filter { $0.id == .Y6 }

    private func told(_ sample: Sample, _ trainees: [Trainee]) -> [String] {
        Self.y6.flatMap { sample.found(by: $0, ofRoster: trainees) }.map { "\(line($0)): \($0.message)" }
    }

    private func trainee(
        _ person: String = "p-99", _ degree: Degree = .first, _ establishment: UAI? = nil, group: String = "G1",
        hasNameAndMail: Bool = true
    ) throws -> Trainee {
        try Trainee(
            person: PersonID(person), degree: degree, establishment: establishment ?? .lapierre,
            group: GroupID(group), hasNameAndMail: hasNameAndMail)
    }

    @Test func `Y6: a roster that agrees with the form says nothing`() throws {
        for sample in try [Sample(), .several(), .priority()] {
            #expect(told(sample, try sample.trainees()) == [])
        }
        #expect(told(try Sample(), [try trainee()]) == [])
    }

    @Test func `Y6: a roster without trainees is not complete`() throws {
        #expect(
            told(try Sample(), []) == ["Y6 blocks:contract trainees: La liste ne compte aucun stagiaire."])
    }

    @Test func `Y6: each trainee has a name and a mail, and stands once over all groups`() throws {
        let sample = try Sample.several()
        #expect(
            told(sample, [try trainee(hasNameAndMail: false), try trainee(group: "G2")]) == [
                "Y6 blocks:contract trainees[0].hasNameAndMail: Le stagiaire p-99 n'a pas encore de nom ou d'adresse "
                    + "professionnelle.",
                "Y6 blocks:contract trainees[1].person: Le stagiaire p-99 figure deux fois sur la liste.",
            ])
    }

    @Test func `Y6: a trainee's group is one of the form's, and the establishment one of the group's`() throws {
        let sample = try Sample()
        #expect(
            told(sample, [try trainee(group: "G9")]) == [
                "Y6 blocks:contract trainees[0].group: Le stagiaire p-99 est inscrit dans le groupe G9, qui n'est pas "
                    + "dans la demande."
            ])
        #expect(
            told(sample, [try trainee("p-1", .first, .unknown)]) == [
                "Y6 blocks:contract trainees[0].establishment: Le stagiaire p-1 est inscrit avec l'établissement "
                    + "0690001B, qui n'est pas connu."
            ])
        #expect(
            told(sample, [try trainee("p-1", .first, .paulBert)]) == [
                "Y6 blocks:contract trainees[0].establishment: Le stagiaire p-1 vient de École Paul Bert (0690231B), "
                    + "qui n'est pas un établissement du groupe G1."
            ])
    }

    @Test func `Y6: a trainee's degree is their establishment's`() throws {
        #expect(
            told(try Sample(), [try trainee("p-1", .first, .marot)]) == [
                "Y6 blocks:contract trainees[0].degree: Le stagiaire p-1 est inscrit pour le premier degré, mais "
                    + "Collège Clément Marot (0691662G) est du second degré."
            ])
    }
}
