import Rulebook
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct Y6Tests {
    @Test func `Y6 holds the signature until the roster is complete`() throws {
        var done = StepsDone()
        #expect(
            lines(.Y6, try Sample().step(.contract, done: done)) == [
                "blocks:contract : La liste des stagiaires n'est pas encore complète."
            ])
        done.rosterComplete = true
        #expect(lines(.Y6, try Sample().step(.contract, done: done)) == [])
    }

    @Test func `Y6 holds the validation until each pilot has signed`() throws {
        let missing = "blocks:validation : Le contrat n'est pas encore signé par tous les pilotes : il manque"
        let sample = try Sample()
        var done = StepsDone()
        #expect(
            lines(.Y6, sample.step(.validation, done: done)) == [
                "\(missing) le chef d'établissement du Collège Clément Marot (0691662G) et "
                    + "l'IEN de la circonscription 69-lyon-4eme-caluire."
            ])
        done.signedBy = [.head(try .marot), .head(try .lassagne)]
        #expect(
            lines(.Y6, sample.step(.validation, done: done)) == [
                "\(missing) l'IEN de la circonscription 69-lyon-4eme-caluire."
            ])
        done.signedBy.insert(.inspector(try .lyon4))
        #expect(lines(.Y6, sample.step(.validation, done: done)) == [])
    }

    @Test func `Y6 names a pilot once, a head of an unknown collège by its number`() throws {
        var sample = try Sample()
        let pilot = Pilot(function: .head(try .unknown), agrees: true)
        sample.form.pilots = [pilot, pilot]
        #expect(
            lines(.Y6, sample.step(.validation)) == [
                "blocks:validation : Le contrat n'est pas encore signé par tous les pilotes : il manque "
                    + "le chef de l'établissement 0690001B."
            ])
    }

    @Test func `Y6 doesn't take a contract that nobody can sign for a signed one`() throws {
        var sample = try Sample()
        sample.form.pilots = []
        #expect(
            lines(.Y6, sample.step(.validation)) == [
                "blocks:validation : La demande ne nomme aucun pilote : personne ne peut signer le contrat."
            ])
    }

    @Test func `Y6 holds no other step`() throws { #expect(try steps(.Y6) == [.contract, .validation]) }
}
