namespace KioskSim.Paper.Scramble.Reading;

/// <summary>
/// Takes light, paper and toner out of the samples: every neighbourhood gets mean 0 and spread 1. Half of the modules are ink
/// everywhere, so that its mean is the grey between paper and ink and its spread their contrast. Where a few modules around are all of one
/// colour there is no image any more, and the sample is given no weight.
/// </summary>
internal sealed class Levels(ModulePlanes planes)
{
    const int Near = 2;
    const int Typical = 48;
    const int Far = 12;

    /// <summary>Shares of the usual spread: up to the one there is no image, from the other on there is.</summary>
    const float NoImage = 0.15f;
    const float Image = 0.5f;

    readonly BoxMean _box = new();
    readonly float[] _one = new float[planes.Samples.Length];
    readonly float[] _other = new float[planes.Samples.Length];

    public void Wipe()
    {
        Array.Clear(_one);
        Array.Clear(_other);
        _box.Wipe();
    }

    public void Level(ScrambleSize size)
    {
        var (samples, weights) = (planes.Samples, planes.Weights);

        // How much the 5 × 5 modules around each differ, against what is usual in its part of the image.
        _box.Fill(samples, _one, size, Near);
        Each(size, at => _other[at] = samples[at] * samples[at]);
        _box.Fill(_other, _other, size, Near);
        Each(size, at => _one[at] = Math.Max(0, _other[at] - _one[at] * _one[at]));
        _box.Fill(_one, _other, size, Typical);
        Each(size, at => weights[at] = Math.Clamp((_one[at] / (_other[at] + 1) - NoImage) / (Image - NoImage), 0, 1));

        // Mean, then spread, of what has weight.
        _box.Fill(weights, _other, size, Far);
        Each(size, at => _one[at] = weights[at] * samples[at]);
        _box.Fill(_one, _one, size, Far);
        Each(size, at => _one[at] /= _other[at] + 1e-3f);
        Border(size, at => samples[at.To] -= _one[at.From]);
        Each(size, at => samples[at] -= _one[at]);
        Each(size, at => _one[at] = weights[at] * samples[at] * samples[at]);
        _box.Fill(_one, _one, size, Far);
        Each(size, at => _one[at] = 1 / MathF.Sqrt(Math.Max(0, _one[at]) / (_other[at] + 1e-3f) + 1));
        Border(size, at => samples[at.To] = Math.Clamp(samples[at.To] * _one[at.From], -3, 3));
        Each(size, at => samples[at] = Math.Clamp(samples[at] * _one[at], -3, 3));
    }

    static void Each(ScrambleSize size, Action<int> act)
    {
        for (var y = ScrambleSize.Border; y < size.Height - ScrambleSize.Border; y++)
        {
            var at = ModulePlanes.At(ScrambleSize.Border, y);
            for (var end = at + ScrambleSize.FieldWidth; at < end; at++)
                act(at);
        }
    }

    /// <summary>Each module of frame and white line, with the module of the field that is nearest.</summary>
    static void Border(ScrambleSize size, Action<(int To, int From)> act)
    {
        for (var y = 0; y < size.Height; y++)
        {
            var nearY = Math.Clamp(y, ScrambleSize.Border, size.Height - ScrambleSize.Border - 1);
            for (var x = 0; x < ScrambleSize.Width; x++)
            {
                var nearX = Math.Clamp(x, ScrambleSize.Border, ScrambleSize.Width - ScrambleSize.Border - 1);
                if ((nearX, nearY) != (x, y))
                    act((ModulePlanes.At(x, y), ModulePlanes.At(nearX, nearY)));
            }
        }
    }
}
