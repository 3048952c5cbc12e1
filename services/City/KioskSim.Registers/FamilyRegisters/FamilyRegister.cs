using System.Collections.Immutable;

namespace KioskSim.Registers.FamilyRegisters;

/// <summary>戸籍: one family register as the city of its domicile keeps it, in the rows of a computerised register.</summary>
/// <param name="Place">本籍</param>
/// <param name="Head">筆頭者: the full name with <see cref="PersonName.Separator"/>; everyone in the register bears its family name.</param>
/// <param name="Notes">戸籍事項: 戸籍編製, 戸籍改製, 転籍 and so on.</param>
/// <param name="Members">戸籍に記録されている者, in the register's order; those who left it stay, marked <see cref="FamilyMember.Removed"/>.</param>
public sealed record FamilyRegister(
    FamilyRegisterId Id, string Place, string Head, ImmutableArray<RegisterNote> Notes, ImmutableArray<FamilyMember> Members)
{
    /// <summary>氏名 of a member: everyone in a register bears the family name of its head, so that only given names stand beside it.</summary>
    public static string FullName(string head, string given) => $"{new PersonName(head, "").Family}{PersonName.Separator}{given}";

    /// <exception cref="InvalidOperationException">Nobody has that place.</exception>
    public FamilyMember Member(int number) => Members.First(m => m.Number == number);

    public override string ToString() => $"family register {Id}";
}

/// <summary>The city's own number of a family register, eight digits.</summary>
public readonly record struct FamilyRegisterId
{
    public const long Largest = 99_999_999;

    /// <exception cref="ArgumentOutOfRangeException">Not 1 to <see cref="Largest"/>.</exception>
    public FamilyRegisterId(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Largest);
        Value = value;
    }

    public long Value { get; }

    public override string ToString() => Value.ToString("D8");
}
