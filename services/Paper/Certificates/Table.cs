using KioskSim.Paper.Drawing;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>Where a value is written: the part of a cell beside its label.</summary>
/// <param name="Field">The label; names the cell in errors.</param>
internal readonly record struct Cell(string Field, Rect Box)
{
    public Cell Moved(float x, float y) => this with { Box = Box.Moved(x, y) };

    /// <summary>Writes the value; a cell without one stays blank.</summary>
    /// <exception cref="TextDoesNotFitException"/>
    public void Write(Canvas canvas, string? text, in TextStyle style)
    {
        if (!string.IsNullOrEmpty(text))
            canvas.Fit(text, Box, style, Field);
    }

    /// <summary>The cell's upper and lower part, for a reading above a name.</summary>
    public (Cell Upper, Cell Lower) Split(float height) => (
        this with { Box = Box with { Height = height } },
        this with { Box = Box with { Y = Box.Y + height, Height = Box.Height - height } });
}

/// <summary>Draws a ruled form row by row and tells where its values go.</summary>
internal sealed class Table(Canvas canvas, Rect frame)
{
    public const float Thin = 0.5f;
    public const float Heavy = 1.0f;

    const float LabelSize = 8;
    const float LabelPadding = 4;
    const float ValuePadding = 4;

    float _x;
    float _y = frame.Y;
    float _height;

    /// <summary>Begins the next row, with a rule above it unless it is the first.</summary>
    public void Row(float height)
    {
        _y += _height;
        (_x, _height) = (frame.X, height);
        if (_y > frame.Y)
            canvas.Horizontal(frame.X, _y, frame.Width, Thin);
    }

    /// <summary>A label and room for its value.</summary>
    /// <param name="width">Of the value; what is left of the row when it is not given.</param>
    public Cell Cell(string label, float labelWidth, float? width = null)
    {
        if (_x > frame.X)
            canvas.Vertical(_x, _y, _height, Thin);
        canvas.Spread(label, new Rect(_x, _y, labelWidth, _height).Inset(LabelPadding, 0), LabelSize);
        _x += labelWidth;
        canvas.Vertical(_x, _y, _height, Thin);
        var box = new Rect(_x, _y, width ?? frame.Right - _x, _height);
        _x = box.Right;
        return new Cell(label, box.Inset(ValuePadding, 1));
    }

    /// <summary>Draws the frame around all rows, which must fill it.</summary>
    public void Close() => canvas.Frame(frame, Heavy);
}
