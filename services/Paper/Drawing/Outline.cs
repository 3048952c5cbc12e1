using System.Numerics;
using System.Runtime.InteropServices;

namespace KioskSim.Paper.Drawing;

public enum OutlineVerb : byte
{
    /// <summary>One point: a contour begins.</summary>
    Move,

    /// <summary>One point.</summary>
    Line,

    /// <summary>Three points: two controls and the end of a cubic curve.</summary>
    Curve,

    /// <summary>No point: back to where the contour began.</summary>
    Close,
}

/// <summary>Closed contours to be filled by the non-zero rule, as glyphs and seals are.</summary>
public sealed class Outline
{
    /// <summary>Of a quarter circle drawn as one cubic curve.</summary>
    const float CircleControl = 0.5522848f;

    readonly List<OutlineVerb> _verbs = [];
    readonly List<Vector2> _points = [];

    public ReadOnlySpan<OutlineVerb> Verbs => CollectionsMarshal.AsSpan(_verbs);

    public ReadOnlySpan<Vector2> Points => CollectionsMarshal.AsSpan(_points);

    public void MoveTo(Vector2 point) => Add(OutlineVerb.Move, point);

    public void LineTo(Vector2 point) => Add(OutlineVerb.Line, point);

    public void CurveTo(Vector2 control1, Vector2 control2, Vector2 end)
    {
        Add(OutlineVerb.Curve, control1);
        _points.Add(control2);
        _points.Add(end);
    }

    /// <summary>A quadratic curve, kept as the cubic one that is its equal.</summary>
    public void QuadTo(Vector2 control, Vector2 end)
    {
        var start = _points[^1];
        CurveTo(start + (control - start) * (2f / 3), end + (control - end) * (2f / 3), end);
    }

    public void Close() => _verbs.Add(OutlineVerb.Close);

    public void AddRectangle(Rect box)
    {
        MoveTo(new(box.X, box.Y));
        LineTo(new(box.Right, box.Y));
        LineTo(new(box.Right, box.Bottom));
        LineTo(new(box.X, box.Bottom));
        Close();
    }

    /// <param name="inward">Drawn the other way round: a hole in a circle drawn before.</param>
    public void AddCircle(Vector2 centre, float radius, bool inward = false)
    {
        var (x, y) = (new Vector2(radius, 0), new Vector2(0, inward ? -radius : radius));
        MoveTo(centre + x);
        CurveTo(centre + x + CircleControl * y, centre + CircleControl * x + y, centre + y);
        CurveTo(centre - CircleControl * x + y, centre - x + CircleControl * y, centre - x);
        CurveTo(centre - x - CircleControl * y, centre - CircleControl * x - y, centre - y);
        CurveTo(centre + CircleControl * x - y, centre + x - CircleControl * y, centre + x);
        Close();
    }

    /// <summary>
    /// Another outline, placed. Reckoned step by step: <see cref="Vector2.Transform(Vector2, Matrix3x2)"/> rounds otherwise where the
    /// processor multiplies and adds at once, and a seal is to have the same dots on every machine.
    /// </summary>
    public void Append(Outline other, in Matrix3x2 place)
    {
        _verbs.AddRange(other._verbs);
        foreach (var p in other.Points)
            _points.Add(new(p.X * place.M11 + p.Y * place.M21 + place.M31, p.X * place.M12 + p.Y * place.M22 + place.M32));
    }

    void Add(OutlineVerb verb, Vector2 point)
    {
        _verbs.Add(verb);
        _points.Add(point);
    }
}
