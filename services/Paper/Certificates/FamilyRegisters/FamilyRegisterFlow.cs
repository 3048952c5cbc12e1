using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates.FamilyRegisters;

/// <summary>What stands in the left column of a line.</summary>
internal enum Margin : byte
{
    Nothing,

    /// <summary>戸籍事項, 戸籍に記録されている者, 身分事項.</summary>
    Section,

    /// <summary>Of a note.</summary>
    Title,

    /// <summary>除籍, in a box two lines high.</summary>
    Removed,
}

/// <summary>One line of the register's form.</summary>
/// <param name="BeginsSection">A rule stands above it.</param>
internal readonly record struct RegisterLine(string Text, Margin Margin = Margin.Nothing, string Left = "", bool BeginsSection = false);

/// <summary>
/// A family register line by line, and on which sheet each line stands. A person's lines stay together, and with them the first note; so
/// do the lines of a note with its title. Only what is longer than a sheet is broken, between lines. Digits are wide, as registers have
/// them.
/// </summary>
internal static class FamilyRegisterFlow
{
    public const int LinesPerSheet = 35;
    public const int Cells = 34;

    /// <summary>Of a note that is broken anyway, so much at least stands on its first sheet.</summary>
    const int LeastOfLongNote = 8;

    public static IReadOnlyList<IReadOnlyList<RegisterLine>> Lay(FamilyRegisterPage page)
    {
        var sheets = new SheetFiller<RegisterLine>(LinesPerSheet);
        foreach (var note in Notes("戸籍事項", page.Notes))
            Add(sheets, note);
        foreach (var registered in page.Persons)
        {
            var person = Person(registered);
            var notes = Notes("身分事項", registered.Notes).ToList();
            if (notes.Count > 0)
                sheets.Keep(Together(person.Count + notes[0].Count));
            Add(sheets, person);
            foreach (var note in notes)
                Add(sheets, note);
        }

        return sheets.Sheets;
    }

    /// <summary>ASCII digits as wide ones.</summary>
    public static string Wide(string text) => string.Create(text.Length, text, (wide, narrow) =>
    {
        for (var i = 0; i < wide.Length; i++)
            wide[i] = char.IsAsciiDigit(narrow[i]) ? (char)(narrow[i] - '0' + '０') : narrow[i];
    });

    /// <summary>The lines of each note, those of the first below the section's name.</summary>
    static IEnumerable<List<RegisterLine>> Notes(string section, IReadOnlyList<PrintedNote> notes)
    {
        foreach (var (index, note) in notes.Index())
        {
            var lines = new List<RegisterLine>();
            if (index == 0)
                lines.Add(new("", Margin.Section, section, BeginsSection: true));
            var first = lines.Count;
            foreach (var item in note.Items)
                AddItem(lines, item.Label, item.Text);
            if (lines.Count == first)
                lines.Add(new(""));
            lines[first] = lines[first] with { Margin = Margin.Title, Left = note.Title };
            yield return lines;
        }
    }

    static List<RegisterLine> Person(RegisteredPerson person)
    {
        var lines = new List<RegisterLine>();
        AddItem(lines, "名", person.Given);
        if (person.GivenKana is not null)
            AddItem(lines, "名の振り仮名", person.GivenKana);
        AddItem(lines, "生年月日", CalendarText.InEra(person.BirthDate) + (person.Spouse is null ? "" : $"　　【配偶者区分】{person.Spouse}"));
        AddItem(lines, "父", person.Father ?? "");
        AddItem(lines, "母", person.Mother ?? "");
        AddItem(lines, "続柄", person.Relation);
        lines[0] = lines[0] with { Margin = Margin.Section, Left = "戸籍に記録されている者", BeginsSection = true };
        if (person.IsRemoved)
            lines[2] = lines[2] with { Margin = Margin.Removed };
        return lines;
    }

    // Later lines stand in by one letter, below the first of the label.
    static void AddItem(List<RegisterLine> lines, string label, string text)
    {
        var broken = CellLines.Break(Wide($"【{label}】{text}"), Cells - 1);
        lines.Add(new(broken[0]));
        lines.AddRange(broken.Skip(1).Select(line => new RegisterLine('\u3000' + line)));
    }

    static void Add(SheetFiller<RegisterLine> sheets, List<RegisterLine> lines)
    {
        sheets.Keep(Together(lines.Count));
        foreach (var line in lines)
        {
            sheets.Keep(1);
            sheets.Add(line, 1);
        }
    }

    static int Together(int lines) => lines <= LinesPerSheet ? lines : LeastOfLongNote;
}
