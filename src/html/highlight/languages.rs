//! The languages: how their comments, their strings and their keywords look.

/// How a language is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// As words with marks between them.
    Words,
    /// As text with tags in it.
    Tags,
    /// Line by line.
    Lines,
}

/// How a text in quotes begins and ends.
#[derive(Debug, Clone, Copy)]
pub struct Quote {
    /// The mark on both sides.
    pub mark: &'static str,
    /// Whether a backslash takes the meaning of what follows it.
    pub escapes: bool,
    /// Whether it goes on over lines.
    pub lines: bool,
    /// Whether there is one character in it at most; elsewhere the mark means something else.
    pub one: bool,
}

/// A language.
#[derive(Debug)]
pub struct Language {
    /// What it is called behind the fence of a block, in lower case.
    pub names: &'static [&'static str],
    /// How it is read.
    pub shape: Shape,
    /// What makes the rest of a line a comment.
    pub lines: &'static [&'static str],
    /// What stands around a comment.
    pub block: Option<(&'static str, &'static str)>,
    /// Its quotes; of two that begin alike, the longer first.
    pub quotes: &'static [Quote],
    /// Whether there are texts like `r#"…"#`.
    pub raw: bool,
    /// Whether a text before a colon is the name of something.
    pub keys: bool,
    /// What a name can begin with besides letters.
    pub sigils: &'static [char],
    /// Whether capitals make no difference in keywords.
    pub caseless: bool,
    /// The keywords, in the order of their bytes.
    keywords: &'static [&'static str],
}

impl Language {
    /// The language of this name, if it is known.
    pub fn named(name: &str) -> Option<&'static Self> {
        let is_it = |other: &&str| other.eq_ignore_ascii_case(name);
        LANGUAGES
            .iter()
            .find(|language| language.names.iter().any(is_it))
    }

    /// Every language.
    #[cfg(test)]
    pub fn all() -> &'static [Self] {
        LANGUAGES
    }

    /// Whether a word is one of its keywords.
    pub fn has_keyword(&self, word: &str) -> bool {
        // No keyword is longer: what is needs not be turned into small letters.
        if word.len() > 16 {
            return false;
        }
        if self.caseless {
            let word = word.to_ascii_lowercase();
            return self.keywords.binary_search(&&word[..]).is_ok();
        }
        self.keywords.binary_search(&word).is_ok()
    }
}

const fn quote(mark: &'static str) -> Quote {
    Quote {
        mark,
        escapes: true,
        lines: false,
        one: false,
    }
}

const DOUBLE: Quote = quote("\"");
const SINGLE: Quote = quote("'");
const CHARACTER: Quote = Quote {
    one: true,
    ..SINGLE
};
/// Over lines, with escapes.
const LONG: Quote = Quote {
    lines: true,
    ..DOUBLE
};
/// Over lines, without.
const BARE: Quote = Quote {
    escapes: false,
    lines: true,
    ..SINGLE
};

const SLASHES: &[&str] = &["//"];
const HASH: &[&str] = &["#"];
const STARS: Option<(&str, &str)> = Some(("/*", "*/"));

/// What most others differ from in little.
const PLAIN: Language = Language {
    names: &[],
    shape: Shape::Words,
    lines: SLASHES,
    block: STARS,
    quotes: &[DOUBLE, CHARACTER],
    raw: false,
    keys: false,
    sigils: &[],
    caseless: false,
    keywords: &[],
};

#[rustfmt::skip]
const LANGUAGES: &[Language] = &[
    Language {
        names: &["rust", "rs"],
        quotes: &[LONG, CHARACTER],
        raw: true,
        keywords: &[
            "Self", "as", "async", "await", "bool", "break", "char", "const", "continue", "crate",
            "dyn", "else", "enum", "extern", "f32", "f64", "false", "fn", "for", "i128", "i16",
            "i32", "i64", "i8", "if", "impl", "in", "isize", "let", "loop", "match", "mod", "move",
            "mut", "pub", "ref", "return", "self", "static", "str", "struct", "super", "trait",
            "true", "type", "u128", "u16", "u32", "u64", "u8", "unsafe", "use", "usize", "where",
            "while",
        ],
        ..PLAIN
    },
    Language {
        names: &["c", "h", "cpp", "c++", "cc", "hpp"],
        sigils: &['#'],
        keywords: &[
            "auto", "bool", "break", "case", "catch", "char", "class", "const", "constexpr",
            "continue", "default", "delete", "do", "double", "else", "enum", "explicit", "extern",
            "false", "final", "float", "for", "friend", "goto", "if", "inline", "int", "long",
            "namespace", "new", "noexcept", "nullptr", "operator", "override", "private",
            "protected", "public", "register", "restrict", "return", "short", "signed", "sizeof",
            "static", "struct", "switch", "template", "this", "throw", "true", "try", "typedef",
            "typename", "union", "unsigned", "using", "virtual", "void", "volatile", "while",
        ],
        ..PLAIN
    },
    Language {
        names: &["zig"],
        block: None,
        quotes: &[DOUBLE, CHARACTER, ZIG_LINE],
        sigils: &['@'],
        keywords: &[
            "addrspace", "align", "allowzero", "and", "anyerror", "anyframe", "anyopaque",
            "anytype", "asm", "async", "await", "bool", "break", "callconv", "catch", "comptime",
            "const", "continue", "defer", "else", "enum", "errdefer", "error", "export", "extern",
            "f32", "f64", "false", "fn", "for", "i16", "i32", "i64", "i8", "if", "inline", "isize",
            "noalias", "noreturn", "null", "opaque", "or", "orelse", "packed", "pub", "resume",
            "return", "struct", "suspend", "switch", "test", "threadlocal", "true", "try", "type",
            "u16", "u32", "u64", "u8", "undefined", "union", "unreachable", "usingnamespace",
            "usize", "var", "void", "volatile", "while",
        ],
        ..PLAIN
    },
    Language {
        names: &["python", "py", "python3"],
        lines: HASH,
        block: None,
        quotes: &[
            Quote { mark: "\"\"\"", ..LONG },
            Quote { mark: "'''", ..LONG },
            DOUBLE,
            SINGLE,
        ],
        sigils: &['@'],
        keywords: &[
            "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case",
            "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
            "global", "if", "import", "in", "is", "lambda", "match", "nonlocal", "not", "or",
            "pass", "raise", "return", "self", "try", "while", "with", "yield",
        ],
        ..PLAIN
    },
    Language {
        names: &["js", "javascript", "mjs", "jsx", "ts", "typescript", "tsx"],
        quotes: &[Quote { mark: "`", ..LONG }, DOUBLE, SINGLE],
        keywords: &[
            "any", "as", "async", "await", "boolean", "break", "case", "catch", "class", "const",
            "continue", "default", "delete", "do", "else", "enum", "export", "extends", "false",
            "finally", "for", "from", "function", "get", "if", "implements", "import", "in",
            "instanceof", "interface", "let", "new", "null", "number", "of", "private", "public",
            "readonly", "return", "set", "static", "string", "super", "switch", "this", "throw",
            "true", "try", "type", "typeof", "undefined", "var", "void", "while", "yield",
        ],
        ..PLAIN
    },
    Language {
        names: &["go", "golang"],
        quotes: &[
            Quote { mark: "`", ..BARE },
            DOUBLE,
            CHARACTER,
        ],
        keywords: &[
            "any", "bool", "break", "byte", "case", "chan", "const", "continue", "default",
            "defer", "else", "error", "fallthrough", "false", "float64", "for", "func", "go",
            "goto", "if", "import", "int", "int32", "int64", "interface", "iota", "map", "nil",
            "package", "range", "return", "rune", "select", "string", "struct", "switch", "true",
            "type", "uint", "uint32", "uint64", "uint8", "var",
        ],
        ..PLAIN
    },
    Language {
        names: &["java", "kotlin", "kt", "cs", "csharp", "c#", "scala", "swift"],
        quotes: &[Quote { mark: "\"\"\"", ..LONG }, DOUBLE, CHARACTER],
        sigils: &['@'],
        keywords: &[
            "abstract", "as", "assert", "async", "await", "bool", "boolean", "break", "byte",
            "case", "catch", "char", "class", "const", "continue", "data", "default", "do",
            "double", "else", "enum", "extends", "extension", "false", "final", "finally", "float",
            "for", "foreach", "fun", "func", "guard", "if", "implements", "import", "in",
            "instanceof", "int", "interface", "internal", "is", "let", "long", "namespace", "new",
            "nil", "null", "object", "out", "override", "package", "private", "protected",
            "protocol", "public", "record", "return", "sealed", "self", "short", "static",
            "string", "struct", "super", "switch", "this", "throw", "throws", "trait", "true",
            "try", "using", "val", "var", "virtual", "void", "when", "where", "while", "yield",
        ],
        ..PLAIN
    },
    Language {
        names: &["sh", "bash", "shell", "zsh"],
        lines: &["# ", "#!", "#\n"],
        block: None,
        quotes: &[LONG, BARE],
        sigils: &['$'],
        keywords: &[
            "break", "case", "cd", "continue", "do", "done", "elif", "else", "esac", "eval",
            "exec", "exit", "export", "fi", "for", "function", "if", "in", "local", "readonly",
            "return", "set", "shift", "source", "sudo", "then", "trap", "unset", "until", "while",
        ],
        ..PLAIN
    },
    Language {
        names: &["sql", "sqlite", "postgres", "postgresql", "mysql"],
        lines: &["--"],
        quotes: &[BARE, DOUBLE],
        caseless: true,
        keywords: &[
            "all", "alter", "and", "as", "asc", "begin", "between", "bigint", "by", "cascade",
            "case", "check", "commit", "conflict", "constraint", "create", "cross", "default",
            "delete", "desc", "distinct", "drop", "else", "end", "exists", "false", "foreign",
            "from", "full", "group", "having", "if", "in", "index", "inner", "insert", "integer",
            "intersect", "into", "is", "join", "key", "left", "like", "limit", "not", "null",
            "offset", "on", "or", "order", "outer", "over", "partition", "primary", "recursive",
            "references", "returning", "right", "rollback", "select", "set", "table", "text",
            "then", "true", "union", "unique", "update", "using", "values", "view", "when",
            "where", "with",
        ],
        ..PLAIN
    },
    Language {
        names: &["html", "xml", "svg", "xhtml", "atom"],
        shape: Shape::Tags,
        ..PLAIN
    },
    Language {
        names: &["json", "jsonc", "json5", "jsonl"],
        quotes: &[DOUBLE, SINGLE],
        keys: true,
        keywords: &["false", "null", "true"],
        ..PLAIN
    },
    Language {
        names: &["toml", "ini", "yaml", "yml", "conf"],
        lines: HASH,
        block: None,
        quotes: &[
            Quote { mark: "\"\"\"", ..LONG },
            Quote { mark: "'''", ..BARE },
            DOUBLE,
            Quote { escapes: false, ..SINGLE },
        ],
        keywords: &["false", "no", "null", "off", "on", "true", "yes"],
        ..PLAIN
    },
    Language {
        names: &["css", "scss"],
        lines: &[],
        quotes: &[DOUBLE, SINGLE],
        sigils: &['#', '@', '-', '.'],
        ..PLAIN
    },
    Language {
        names: &["diff", "patch"],
        shape: Shape::Lines,
        ..PLAIN
    },
];

/// A line of a text of Zig: it begins with two backslashes and ends with the line.
const ZIG_LINE: Quote = Quote {
    mark: "\\\\",
    escapes: false,
    lines: false,
    one: false,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_stand_in_order_and_are_short() {
        for language in Language::all() {
            let keywords = language.keywords;
            assert!(keywords.is_sorted(), "{:?}", language.names);
            assert!(keywords.iter().all(|word| word.len() <= 16));
            let small = |word: &&&str| word.to_ascii_lowercase() == ***word;
            assert!(!language.caseless || keywords.iter().filter(small).count() == keywords.len());
        }
    }

    #[test]
    fn no_two_languages_share_a_name() {
        let all = Language::all().iter();
        let mut names: Vec<&str> = all.flat_map(|language| language.names).copied().collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
