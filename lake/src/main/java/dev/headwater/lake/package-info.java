/**
 * What every room of the lake needs: one exception that says who must act, causes in words,
 * addresses. Imports nothing of Headwater. Start with LakeException.
 */
package dev.headwater.lake;
