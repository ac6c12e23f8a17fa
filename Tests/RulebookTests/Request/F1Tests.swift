import Rulebook
import TestKit
import Testing
import Vocabulary

@Suite(.timeLimit(.minutes(1)))
struct F1Tests {
    @Test func `F1: one sector stated, two named, is returned and both are told`() throws {
        var sample = try Sample()
        sample.form.groups[0].establishments.append(try .paulBert)
        #expect(try sample.told(by: Rules.F1) == ["F1 returns scope"])
        let text = message(try sample.found(by: Rules.F1))
        #expect(text.contains("de 2 réseaux ou secteurs"))
        #expect(text.contains("Collège Clément Marot (0691662G) et Collège André Lassagne (0691728D)"))
    }

    @Test func `F1: the sectors of all groups count together`() throws {
        var sample = try Sample.several()
        sample.form.scope = .one
        #expect(try sample.told(by: Rules.F1) == ["F1 returns scope"])
        sample.form.scope = .several
        #expect(try sample.told(by: Rules.F1).isEmpty)
    }

    @Test func `F1: a renewal may have either scope`() throws {
        var sample = try Sample.several()
        sample.form.origin = .renewal
        #expect(try sample.told(by: Rules.F1).isEmpty)
        #expect(try Sample.renewal().told(by: Rules.F1).isEmpty)
    }

    @Test func `F1: several stated of one sector is F4's to say, once`() throws {
        var sample = try Sample()
        sample.form.scope = .several
        sample.form.territory = try .of("Un même quartier.")
        #expect(try sample.told(by: Rules.F1).isEmpty)
        #expect(try sample.told(by: Rules.F4) == ["F4 returns scope"])
    }

    @Test func `F1: an école without a known sector and an unknown number say nothing of sectors`() throws {
        var sample = try Sample()
        sample.places.establishments[try .arnaud]?.sector = nil
        sample.form.groups[0].establishments.append(try .unknown)
        #expect(try sample.told(by: Rules.F1).isEmpty)
    }
}
