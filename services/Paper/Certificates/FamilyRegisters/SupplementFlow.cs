namespace KioskSim.Paper.Certificates.FamilyRegisters;

/// <summary>Part of a person's addresses that stands on one sheet below the person's name.</summary>
/// <param name="Person">Place in the page's list, from 0.</param>
internal readonly record struct SupplementSlice(int Person, int FirstAddress, int Count);

/// <summary>Which addresses stand on which sheet. A name never stands without an address of its own below it.</summary>
internal static class SupplementFlow
{
    public const float NameRow = 30;
    public const float AddressRow = 24;
    public const float Room = SheetGeometry.BodyBottom - SupplementLayout.BlocksTop;

    public static IReadOnlyList<IReadOnlyList<SupplementSlice>> Lay(SupplementPage page)
    {
        var sheets = new SheetFiller<SupplementSlice>(Room);
        foreach (var (index, person) in page.Persons.Index())
        {
            var first = 0;
            do
            {
                sheets.Keep(NameRow + (person.Addresses.Count == 0 ? 0 : AddressRow));
                var count = 0;
                while (first + count < person.Addresses.Count && sheets.Fits(NameRow + (count + 1) * AddressRow))
                    count++;
                sheets.Add(new SupplementSlice(index, first, count), NameRow + count * AddressRow);
                first += count;
            }
            while (first < person.Addresses.Count);
        }

        return sheets.Sheets;
    }
}
