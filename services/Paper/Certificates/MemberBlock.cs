using System.Globalization;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>One person's part of a resident record: a form of fixed height whose upper rows are the same for everyone.</summary>
internal abstract class MemberBlock
{
    public const float Height = 123;
    public const float NumberWidth = 18;
    public const float LabelWidth = 62;

    /// <summary>An item the applicant did not ask for.</summary>
    public const string Omitted = "省略";

    protected const float RightLabel = 54;
    protected const float NameRow = 35;

    /// <summary>Values of the left half end here, so that one rule runs through the block.</summary>
    protected const float LeftHalf = 295;
    protected const float HalfValue = LeftHalf / 2 - LabelWidth;

    const float KanaHeight = 11;

    /// <summary>Letters of a former name or an alias beyond which its narrow cell needs smaller ones.</summary>
    const int RoomForOtherName = 36;

    static readonly TextStyle Plain = new(10, 6.5f, 0.6f);
    static readonly TextStyle NameStyle = new(13, 8.5f);
    static readonly TextStyle KanaStyle = new(6.5f, 4.5f, 0.6f);
    static readonly TextStyle LongOtherName = Plain with { Smallest = 5 };
    static readonly TextStyle Centred = Plain with { Align = Align.Centre };

    readonly Cell _name;
    readonly Cell _birth;
    readonly Cell _otherName;
    readonly Cell _sex;
    readonly Cell _relationship;
    readonly Cell _number;
    readonly Cell _since;
    readonly Cell _addressSince;
    readonly Cell _code;

    protected MemberBlock(CertificateLayout layout, string otherName, float row)
    {
        var table = new Table(layout.Sheet, new Rect(SheetGeometry.Left + NumberWidth, 0, SheetGeometry.Width - NumberWidth, Height));
        table.Row(NameRow);
        _name = table.Cell("氏名", LabelWidth, LeftHalf - LabelWidth);
        _birth = table.Cell("生年月日", RightLabel);
        table.Row(row);
        _otherName = table.Cell(otherName, LabelWidth, 101);
        _sex = table.Cell("性別", 28, 24);
        _relationship = table.Cell("続柄", 28, LeftHalf - LabelWidth - 101 - 28 - 24 - 28);
        _number = table.Cell("個人番号", RightLabel);
        table.Row(row);
        _since = table.Cell("住民となった日", LabelWidth, HalfValue);
        _addressSince = table.Cell("住所を定めた日", LabelWidth, HalfValue);
        _code = table.Cell("住民票コード", RightLabel);
        Rows = table;
    }

    /// <summary>The form, to be continued below the common rows down to <see cref="Height"/>.</summary>
    protected Table Rows { get; }

    /// <summary>The finished form.</summary>
    protected abstract DisplayList Part { get; }

    /// <param name="number">The member's place in the record, from 1.</param>
    public void Draw(Canvas canvas, ResidentMember member, int number, float y)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(member.Name);
        canvas.List.Add(new PlacedPart(Part, 0, y));
        canvas.Line(
            number.ToString(CultureInfo.InvariantCulture), SheetGeometry.Left + NumberWidth / 2, y + Height / 2, 10, Align.Centre);
        var (kana, name) = _name.Split(KanaHeight);
        Write(canvas, y, kana, member.Kana, KanaStyle);
        Write(canvas, y, name, member.Name, NameStyle);
        Write(canvas, y, _birth, CalendarText.Birth(member.BirthDate, isWestern: member.Foreign is not null));
        var otherName = member.Foreign is null ? member.FormerName : member.Foreign.Alias;
        Write(canvas, y, _otherName, otherName, otherName is { Length: > RoomForOtherName } ? LongOtherName : Plain);
        Write(canvas, y, _sex, member.Sex, Centred);
        Write(canvas, y, _relationship, member.Relationship ?? Omitted, Centred);
        Write(canvas, y, _number, member.IndividualNumber is null ? Omitted : Grouped(member.IndividualNumber));
        Write(canvas, y, _since, CalendarText.InEra(member.ResidentSince));
        Write(canvas, y, _addressSince, member.AddressSince is { } since ? CalendarText.InEra(since) : null);
        Write(canvas, y, _code, Omitted);
        WriteRows(canvas, member, y);
    }

    protected abstract void WriteRows(Canvas canvas, ResidentMember member, float y);

    protected static DisplayList TakePart(CertificateLayout layout)
    {
        layout.Sheet.Vertical(SheetGeometry.Left + NumberWidth, 0, Height, Table.Thin);
        layout.Sheet.Frame(new Rect(SheetGeometry.Left, 0, SheetGeometry.Width, Height), Table.Heavy);
        return layout.TakePart();
    }

    protected static void Write(Canvas canvas, float y, Cell cell, string? text) => Write(canvas, y, cell, text, Plain);

    protected static void Write(Canvas canvas, float y, Cell cell, string? text, in TextStyle style) =>
        cell.Moved(0, y).Write(canvas, text, style);

    /// <summary>Four digits at a time.</summary>
    internal static string Grouped(string number) =>
        number.Length == 12 && number.All(char.IsAsciiDigit)
            ? $"{number.AsSpan(0, 4)} {number.AsSpan(4, 4)} {number.AsSpan(8, 4)}"
            : throw new ArgumentException("An individual number is 12 digits.", nameof(number));
}
