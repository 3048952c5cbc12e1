using System.Collections.Immutable;

namespace KioskSim.Registers.FamilyRegisters;

/// <summary>One event of a register or of a member, as a certificate prints it: a title and its items.</summary>
/// <param name="Title">出生, 婚姻, 戸籍編製 and so on.</param>
public sealed record RegisterNote(string Title, ImmutableArray<NoteItem> Items)
{
    public override string ToString() => "note (not shown)";
}

/// <param name="Label">出生日, 届出人 and so on, without the brackets that the page puts around it.</param>
/// <param name="Text">Dates by era, as they stand in the register: 令和8年4月1日.</param>
public sealed record NoteItem(string Label, string Text)
{
    public override string ToString() => "item (not shown)";
}
