/** LiangXin, simulated: its dialect, and its models as a table. */
@NullMarked
package dev.darkroom.simulator.liangxin;

import org.jspecify.annotations.NullMarked;
