namespace KioskSim.Paper.Certificates.Entries;

/// <summary>A row of a member's block, by what it holds.</summary>
internal enum EntryRow : byte
{
    Name,
    FormerName,
    Alias,
    Since,
    PreviousAddress,
    Relationship,
    Register,
    Nationality,
    Status,
    ResidenceCard,
    Number,
}

/// <summary>Which rows a member has, and which members stand on which sheet. A member's block is never broken.</summary>
internal static class EntriesFlow
{
    public const float NameHeight = 33;
    public const float RowHeight = 21.8f;

    public static IReadOnlyList<IReadOnlyList<int>> Lay(ResidentEntriesPage page)
    {
        var sheets = new SheetFiller<int>(SheetGeometry.BodyBottom - BlocksTop(page));
        foreach (var (index, member) in page.Members.Index())
        {
            var height = Height(Rows(member));
            sheets.Keep(height);
            sheets.Add(index, height);
        }

        return sheets.Sheets;
    }

    public static float BlocksTop(ResidentEntriesPage page) =>
        SheetGeometry.BodyTop + 7 + ResidentEntriesLayout.HouseholdRow * (page.HeadOfHousehold is null ? 1 : 2);

    public static List<EntryRow> Rows(ResidentMember member)
    {
        var rows = new List<EntryRow>(11) { EntryRow.Name };
        void AddIf(bool asked, EntryRow row)
        {
            if (asked)
                rows.Add(row);
        }

        AddIf(member.Foreign is null && member.FormerName is not null, EntryRow.FormerName);
        AddIf(member.Foreign?.Alias is not null, EntryRow.Alias);
        AddIf(true, EntryRow.Since);
        AddIf(member.PreviousAddress is not null, EntryRow.PreviousAddress);
        AddIf(member.Relationship is not null, EntryRow.Relationship);
        AddIf(member.Foreign is null && (member.Domicile ?? member.HeadOfRegister) is not null, EntryRow.Register);
        if (member.Foreign is { } foreign)
        {
            AddIf((foreign.Nationality ?? foreign.Category) is not null, EntryRow.Nationality);
            AddIf((foreign.Status ?? foreign.Period) is not null, EntryRow.Status);
            AddIf(foreign.Expiry is not null || foreign.CardNumber is not null, EntryRow.ResidenceCard);
        }

        AddIf(member.IndividualNumber is not null, EntryRow.Number);
        return rows;
    }

    static float Height(List<EntryRow> rows) => NameHeight + (rows.Count - 1) * RowHeight;
}
