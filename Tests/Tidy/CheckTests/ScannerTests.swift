import Testing

@Suite("Reading Swift text", .timeLimit(.minutes(1)))
struct ScannerTests {
    private func blank(_ text: String) -> String { CodeScanner.blank(text) }

    @Test func `comments are blanked, nested ones too`() {
        #expect(blank("a // b\nc") == "a     \nc")
        #expect(blank("a /* b /* c */ d */ e") == "a                   e")
        #expect(blank("/// a \"quote\nlet b = 1") == "            \nlet b = 1")
    }

    @Test func `strings are blanked and their quotes stay`() {
        #expect(blank(#"f("try!") + g"#) == #"f("    ") + g"#)
        #expect(blank(#"f("a\"b") + g"#) == #"f("    ") + g"#)
        #expect(blank("f(\"// no comment\") // one") == "f(\"             \")       ")
    }

    @Test func `raw and long strings end where theirs end`() {
        #expect(blank(##"f(#"a"b"#) + g"##) == ##"f(#"   "#) + g"##)
        #expect(blank("f(\"\"\"\n  a \"b\" c\n  \"\"\") + g") == "f(\"\"\"\n         \n  \"\"\") + g")
    }

    @Test func `an interpolation is code`() {
        #expect(blank(#"f("at \(Date()) now") + g"#) == #"f("     Date())    ") + g"#)
        #expect(blank(#"f("\(g("x"))")"#) == #"f("  g(" "))")"#)
    }

    @Test func `a file that isn't Swift has no code`() {
        #expect(SourceFile("README.md", "try! it").code.isEmpty)
        #expect(SourceFile("a/B.swift", "let a = 1\n").lines == ["let a = 1"])
    }
}
