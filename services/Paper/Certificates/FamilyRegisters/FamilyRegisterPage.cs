
namespace KioskSim.Paper.Certificates.FamilyRegisters;

/// <summary>戸籍全部事項証明書 or 戸籍個人事項証明書, of a computerised register.</summary>
/// <param name="Domicile">本籍</param>
/// <param name="Head">氏名: the full name of who is first in the register (筆頭者).</param>
/// <param name="Notes">戸籍事項</param>
/// <param name="Persons">戸籍に記録されている者, 1 to <see cref="MaxPersons"/>: all, or those whose entries are certified.</param>
/// <param name="IsWhole">全部事項, as title and attestation say, or 個人事項.</param>
public sealed record FamilyRegisterPage(
    string Domicile, string Head, IReadOnlyList<PrintedNote> Notes, IReadOnlyList<RegisteredPerson> Persons, bool IsWhole)
    : CertificateRecord
{
    public const int MaxPersons = 100;

    public override int SheetCount => FamilyRegisterFlow.Lay(this).Count;

    public override string Title => IsWhole ? "戸籍全部事項証明書" : "戸籍個人事項証明書";
}

/// <summary>One person of a family register.</summary>
public sealed record RegisteredPerson
{
    /// <summary>名: the given name; the family name is the register's.</summary>
    public required string Given { get; init; }

    /// <summary>名の振り仮名; there is no line for it where it is not recorded.</summary>
    public string? GivenKana { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary>配偶者区分: 夫 or 妻; not printed for who is not married.</summary>
    public string? Spouse { get; init; }

    /// <summary>父; blank where none is recorded.</summary>
    public string? Father { get; init; }

    /// <summary>母; blank where none is recorded.</summary>
    public string? Mother { get; init; }

    /// <summary>続柄 to father and mother: 長男, 二女.</summary>
    public required string Relation { get; init; }

    /// <summary>除籍: has left the register, and is marked so.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>身分事項, oldest first.</summary>
    public IReadOnlyList<PrintedNote> Notes { get; init; } = [];

    public override string ToString() => nameof(RegisteredPerson);
}

/// <summary>One event of a register or of a person.</summary>
/// <param name="Title">出生, 婚姻, 戸籍編製: stands at the left.</param>
public sealed record PrintedNote(string Title, IReadOnlyList<PrintedItem> Items)
{
    public override string ToString() => nameof(PrintedNote);
}

/// <param name="Label">Without the brackets that the form puts around it.</param>
public sealed record PrintedItem(string Label, string Text)
{
    public override string ToString() => nameof(PrintedItem);
}
