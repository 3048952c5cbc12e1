using KioskSim.Paper.Drawing;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>A national's part of a resident record: 本籍 and 筆頭者.</summary>
internal sealed class NationalBlock : MemberBlock
{
    const float Row = (Height - NameRow) / 4;

    readonly Cell _domicile;
    readonly Cell _headOfRegister;
    readonly Cell _previousAddress;

    public NationalBlock(CertificateLayout layout)
        : base(layout, "旧氏", Row)
    {
        Rows.Row(Row);
        _domicile = Rows.Cell("本籍", LabelWidth, LeftHalf - LabelWidth);
        _headOfRegister = Rows.Cell("筆頭者", RightLabel);
        Rows.Row(Row);
        _previousAddress = Rows.Cell("前住所", LabelWidth);
        Part = TakePart(layout);
    }

    protected override DisplayList Part { get; }

    protected override void WriteRows(Canvas canvas, ResidentMember member, float y)
    {
        Write(canvas, y, _domicile, member.Domicile ?? Omitted);
        Write(canvas, y, _headOfRegister, member.HeadOfRegister ?? Omitted);
        Write(canvas, y, _previousAddress, member.PreviousAddress);
    }
}
